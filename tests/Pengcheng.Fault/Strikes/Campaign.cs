using System.Collections.Concurrent;
using Pengcheng.Fault.Plan;

namespace Pengcheng.Fault.Strikes;

/// <summary>Carries out a whole plan, each strike at its time, and notes what became of it.</summary>
internal sealed class Campaign(Striker striker, Action<string> say)
{
    private readonly ConcurrentQueue<Struck> _struck = new();
    private readonly ConcurrentBag<Task> _lasting = [];

    /// <summary>What became of the strikes, in the order of the plan.</summary>
    public IReadOnlyList<Struck> Struck => [.. _struck.OrderBy(one => one.Strike.No)];

    /// <summary>Ends when the last strike is over.</summary>
    public async Task Run(FaultPlan plan, CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(plan.Strikes.Select(async strike =>
        {
            if (strike.At - TimeProvider.System.GetElapsedTime(begun) is { Ticks: > 0 } early) await Task.Delay(early, stop);
            var at = TimeProvider.System.GetElapsedTime(begun);
            var struck = await Begin(strike, at);
            _struck.Enqueue(struck);
            say($"{at:mm\\:ss} {strike}: {struck.What}");
        }));
        await Task.WhenAll(_lasting);
    }

    private async Task<Struck> Begin(Strike strike, TimeSpan at)
    {
        try
        {
            return new Struck(strike, at, await striker.Begin(strike, _lasting.Add), Injected: true);
        }
        catch (NothingToStrikeException reason)
        {
            return new Struck(strike, at, reason.Message, Injected: false);
        }
    }
}
