using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>What the processes need, at rest and for each command.</summary>
public sealed class ResourcesScenario : IScenario
{
    private const double Gentle = 50, Hard = 300;

    /// <inheritdoc/>
    public string Name => "resources";

    /// <inheritdoc/>
    public string About =>
        "Resident memory of each process at rest after its start, CPU while nobody asks, and CPU for each command at a gentle open load (what the rest costs is "
        + "taken off). Floor of the memory: a trivial endpoint on the same web server.";

    /// <inheritdoc/>
    public int Place => 75;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var world = bench.World;
        await using var trivial = await TrivialEndpoint.Start(world, "trivial-resources", stop);
        var floor = Spread.Of(Usage.Resident(trivial.Pid));
        var figures = world.AtRest.Select(one => new Figure($"resident memory at rest: {one.Key}", "MB", Spread.Of(one.Value))
        {
            Budget = one.Key == "sandbox" ? null : Budget.Below(120, 90),
            Floor = new Floor("trivial endpoint", floor, Spread.Of(one.Value / floor.Median)),
        }).ToList();

        var deals = await DealCalls.Through(world);
        var opening = await Load(deals.Next, bench, stop);
        var pool = await NoticePool.Open(world, world.Platform.Gateway, stop);
        var notices = await pool.Prepare((int)(Hard * bench.Seconds * 2 + Gentle * bench.Seconds * 2) + 10, stop);
        var pushing = await Load(notices.Next, bench, stop);
        figures.AddRange(Usage.Resident(world).Select(one => Figure.Detailed($"resident memory after these loads: {one.Key}", "MB", one.Value)));

        // Only now: a process that has just started is busy with itself for a while.
        var (before, begun) = (Usage.Now(world), TimeProvider.System.GetTimestamp());
        await Task.Delay(bench.Measured, stop);
        var idle = Usage.Now(world).PerRequest(before, TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
        figures.AddRange(idle.Where(one => one.Key != Usage.Generator).Select(one => Figure.Detailed($"CPU a second at rest: {one.Key}", "ms", one.Value)));
        figures.AddRange(Each("opened deal, through the gateway", opening, idle, bench));
        figures.AddRange(Each("notice, through the gateway to its event in escrow-service", pushing, idle, bench));
        return new Outcome(Name, About, figures, [], []);
    }

    private static async Task<Spent> Load(NextRequest next, Bench bench, CancellationToken stop)
    {
        // Hard first, or most of what is measured is the compiler at work on a process that has just started.
        await OpenLoop.Play(next, Hard, TimeSpan.Zero, bench.Measured * 2, stop);
        await OpenLoop.Play(next, Gentle, TimeSpan.Zero, bench.Measured, stop);
        var (before, begun) = (Usage.Now(bench.World), TimeProvider.System.GetTimestamp());
        var load = CommandScenario.Fine(await OpenLoop.Play(next, Gentle, TimeSpan.Zero, bench.Measured, stop));
        // What follows from a command follows within this second.
        await Task.Delay(TimeSpan.FromSeconds(1), stop);
        var seconds = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        return new Spent(Usage.Now(bench.World).PerRequest(before, load.Sent), seconds / load.Sent);
    }

    private static IEnumerable<Figure> Each(string what, Spent spent, IReadOnlyDictionary<string, double> idle, Bench bench)
    {
        var each = spent.Milliseconds.ToDictionary(one => one.Key, one => Math.Max(0, one.Value - idle[one.Key] * spent.Seconds));
        var chain = each.Where(one => one.Key != Usage.Generator).Sum(one => one.Value);
        bench.Say($"{what}: {chain:N2} ms CPU");
        return [Figure.Of($"CPU for each {what}, generator apart", "ms", chain), .. each.Select(one => Figure.Detailed($"CPU for each {what.Split(',')[0]}: {one.Key}", "ms", one.Value))];
    }

    /// <summary>CPU milliseconds by program for each request, and the seconds that one took its share of.</summary>
    private sealed record Spent(IReadOnlyDictionary<string, double> Milliseconds, double Seconds);
}
