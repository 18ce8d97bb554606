using Microsoft.AspNetCore.Builder;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Tests;

/// <summary>Makes commands wait until they stand together, so that they become one group.</summary>
public abstract class GroupFixture : CounterFixture
{
    /// <summary>Occupies every group with a decision that waits, starts these commands behind them, and lets go.</summary>
    protected static async Task Together(WebApplication app, IReadOnlyList<Func<Task>> commands)
    {
        using var deciding = new CountdownEvent(GroupCommit.Groups);
        using var open = new ManualResetEventSlim();
        var gates = Enumerable.Range(0, GroupCommit.Groups).Select(_ => Counters(app).Run(Guid.CreateVersion7(), Message("gate"), (_, _) =>
        {
            // A gate whose own commit is cut decides a second time.
            if (!open.IsSet) deciding.Signal();
            open.Wait();
            return Decision.Nothing;
        })).ToList();
        deciding.Wait();
        var runs = commands.Select(command => command()).ToList();
        open.Set();
        await Task.WhenAll(gates);
        // One that fails is its test's own matter, which holds its task.
        foreach (var run in runs) await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Keeps a command's task for later.</summary>
    protected static T Keep<T>(List<T> kept, T run) where T : Task
    {
        kept.Add(run);
        return run;
    }
}
