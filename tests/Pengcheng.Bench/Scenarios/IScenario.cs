using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>
/// One thing that is measured. A new one is one new file: every class in this program that implements this is found, listed and played.
/// </summary>
public interface IScenario
{
    /// <summary>Its name on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures and against which floor.</summary>
    string About { get; }

    /// <summary>Its place in a whole run; what leaves the platform as it was comes before what does not.</summary>
    int Place { get; }

    /// <summary>Why it is not played, if it is not.</summary>
    string? Skipped => null;

    /// <summary>Measures.</summary>
    Task<Outcome> Play(Bench bench, CancellationToken stop);
}

/// <summary>What a scenario has at hand.</summary>
/// <param name="World">The platform.</param>
/// <param name="Seconds">How long one measurement takes.</param>
/// <param name="Say">Tells the person who waits.</param>
/// <param name="Known">What earlier scenarios of the run have found out.</param>
public sealed record Bench(World World, double Seconds, Action<string> Say, Dictionary<string, object> Known)
{
    /// <summary>Rounds of a pair of measurements.</summary>
    public const int Rounds = 3;

    /// <summary>How long one measurement takes.</summary>
    public TimeSpan Measured => TimeSpan.FromSeconds(Seconds);

    /// <summary>Something that several scenarios need, found out by the first of them.</summary>
    public async Task<T> Once<T>(string what, Func<Task<T>> find) where T : notnull
    {
        if (Known.TryGetValue(what, out var known)) return (T)known;
        var found = await find();
        Known[what] = found;
        return found;
    }

    /// <summary>Before it, the same load unmeasured.</summary>
    public TimeSpan WarmUp => TimeSpan.FromSeconds(Math.Min(2, Seconds / 2));
}

/// <summary>Every scenario of this program.</summary>
public static class Catalogue
{
    /// <summary>In the order of a whole run.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        .. typeof(Catalogue).Assembly.GetTypes().Where(type => type.IsClass && typeof(IScenario).IsAssignableFrom(type))
            .Select(type => (IScenario)Activator.CreateInstance(type)!).OrderBy(scenario => scenario.Place),
    ];
}
