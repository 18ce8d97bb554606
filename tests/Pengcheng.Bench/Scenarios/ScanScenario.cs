using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Floors;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>Officers scan in.</summary>
public sealed class ScanScenario : IScenario
{
    private const int Firms = 12_000;

    /// <inheritdoc/>
    public string Name => "scan";

    /// <inheritdoc/>
    public string About =>
        "Officers scan at a firm's door (inspection-service): the firm, its card and the team's certificates are read, the entry is committed, and the firm's stream is told. "
        + "Floor: pgbench committing the scan's own rows, without what is read before and what the firm's stream commits after.";

    /// <inheritdoc/>
    public int Place => 45;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var (service, turns) = (bench.World.Url("inspection-1"), new ScanCalls.Counter());
        bench.Say("registering firms");
        var direct = await ScanCalls.Prepare(bench.World, service, service, Firms);
        var through = direct.At(bench.World.Platform.Gateway + "/api");
        var floor = await CommitFloor.Learn(bench, "inspection-1", async url =>
        {
            using var wire = new Wire(1);
            var one = await ScanCalls.Prepare(bench.World, url, url, 1);
            if (!await wire.Send(one.Next(new ScanCalls.Counter())!)) throw new BenchFailedException(wire.FirstFailure);
        }, stop, "inspection.entry-recorded.v1");
        foreach (var calls in new[] { direct, through }) await ClosedLoop.Play(() => calls.Next(turns), TimeSpan.Zero, bench.Measured, stop);

        var capacity = await Paired.Rounds(Bench.Rounds,
            async () => CommandScenario.Fine(await ClosedLoop.Play(() => direct.Next(turns), bench.WarmUp, bench.Measured, stop)).Answered,
            () => floor.PerSecond(bench.Measured, stop), bench.Say);
        // What firms are still to be told of the load at full speed is not this load's.
        while (await Sql.One(bench.World.Database("inspection"), "select count(*)::text from inspection.deadlines where key like 'count:%'", stop) is not "0") await Task.Delay(100, stop);
        var rate = Math.Max(5, Math.Round(capacity.Measured.Median / 4));
        var loads = new List<(string Name, LoadResult Result)>();
        foreach (var (name, calls) in Enumerable.Repeat(new[] { ("directly", direct), ("through the gateway", through) }, Bench.Rounds).SelectMany(pair => pair))
            loads.Add((name, CommandScenario.Fine(await OpenLoop.Play(() => calls.Next(turns), rate, bench.WarmUp / 2, bench.Measured / 2, stop))));
        Spread Of(string name, Func<Latencies, double> what) => Spread.Of([.. loads.Where(load => load.Name == name).Select(load => what(load.Result.Latencies))]);
        string[] ways = ["directly", "through the gateway"];
        return new Outcome(Name, About,
        [
            Figure.Of("scans a second, 32 connections", "/s", capacity, $"pgbench: {floor.Rows}"),
            .. ways.Select(way => new Figure($"a scan {way}, median at {rate:N0}/s", "ms", Of(way, latencies => latencies.Median))),
            .. ways.Select(way => new Figure($"a scan {way}, p99 at {rate:N0}/s", "ms", Of(way, latencies => latencies.P99))),
            Figure.Of("what the gateway adds to the median", "ms", Of(ways[1], latencies => latencies.Median).Median - Of(ways[0], latencies => latencies.Median).Median),
        ],
        [Chart.Percentiles($"Scan in at {rate:N0}/s: latency", loads.TakeLast(2).Select(load => (load.Name, load.Result.Latencies)))], []);
    }
}
