using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using static System.Globalization.CultureInfo;

namespace Pengcheng.Contracts.Tests;

/// <summary>
/// Runs a property over many inputs. A failure prints the shrunk input and the seed;
/// <c>PENGCHENG_SEED=seed,gamma</c> replays it.
/// </summary>
internal static class Holds
{
    public static void ForAll<T>(Gen<T> inputs, Action<T> property, int times = 1000) =>
        ForAll(inputs.ToArbitrary(), property, times);

    public static void ForAll<T>(Arbitrary<T> inputs, Action<T> property, int times = 1000) =>
        Check.One(Settings(times), Prop.ForAll(inputs, input => Passes(property, input)));

    private static bool Passes<T>(Action<T> property, T input)
    {
        using (new NUnit.Framework.Internal.TestExecutionContext.IsolatedContext())
        {
            property(input);
        }

        return true;
    }

    private static Config Settings(int times)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(times);
        return Environment.GetEnvironmentVariable("PENGCHENG_SEED")?.Split(',') is [var seed, var gamma]
            ? config.WithReplay(new Replay(new Rnd(ulong.Parse(seed, InvariantCulture), ulong.Parse(gamma, InvariantCulture)), FSharpOption<int>.None))
            : config;
    }
}
