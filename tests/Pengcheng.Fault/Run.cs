using Pengcheng.Demo;
using Pengcheng.Fault.Load;
using Pengcheng.Fault.Plan;
using Pengcheng.Fault.Strikes;
using Pengcheng.Fault.Verdict;

namespace Pengcheng.Fault;

/// <summary>One run: load and faults together, recovery, verdict.</summary>
internal sealed class Run(Site site, FaultPlan plan, Action<string> say)
{
    // A play gives up only when everything has had its time: a deal that moves on late is late, not lost.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>Runs to the verdict.</summary>
    public async Task<RunResult> ToTheEnd(CancellationToken stop)
    {
        var (log, started) = (new CallLog(), TimeProvider.System.GetUtcNow());
        using var control = new Door(site.Address, patience: TimeSpan.FromMinutes(3));
        using var door = new Door(site.Address, new HangUps(new Random(plan.Seed)) { InnerHandler = log }, Patience);
        await SandboxClock.OpenOffices(control);

        var (traffic, striker, gathering) = (new Traffic(door, plan.Seed, plan.Rate), new Striker(site, control), new Gathering(site, control));
        var campaign = new Campaign(striker, say);
        var load = traffic.Run(TimeSpan.FromMinutes(plan.Minutes), stop);
        await campaign.Run(plan, stop);
        await load;
        say($"the load ends: {traffic.Plays.Count} plays begun, {traffic.Running} going on");

        var recovered = await new Recovery(site, control, striker, traffic, gathering, say).Run(stop);
        var resent = await new Resending(log, site.Address.Gateway).Run(new Random(plan.Seed));
        var evidence = await gathering.All(log.Calls, traffic.Plays, resent);
        return new RunResult(plan, started, TimeProvider.System.GetUtcNow() - started, site.Volume.IsSmall, campaign.Struck, recovered,
            [.. traffic.Plays.GroupBy(play => play.Name).OrderByDescending(same => same.Count()).Select(same => new Tally(same.Key, same.Count()))],
            new Traffics(log.Calls.DistinctBy(call => call.Key).Count(), log.Calls.Count, log.Calls.Count(call => !call.Heard), log.Reads),
            Promises.Check(evidence));
    }
}

/// <summary>A name and how often.</summary>
internal sealed record Tally(string Name, int Count);

/// <summary>The load on the wire: commands, their attempts, attempts whose answer the caller never heard, reads.</summary>
internal sealed record Traffics(int Commands, int Attempts, int Unheard, long Reads);

/// <summary>Everything that a run has to tell.</summary>
internal sealed record RunResult(
    FaultPlan Plan, DateTimeOffset Started, TimeSpan Took, bool VolumeIsSmall, IReadOnlyList<Struck> Strikes, Recovered Recovered,
    IReadOnlyList<Tally> Plays, Traffics Traffic, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether every promise was kept.</summary>
    public bool Holds => Findings.All(finding => finding.Holds);

    /// <summary>How many faults were real.</summary>
    public int Injected => Strikes.Count(one => one.Injected);
}
