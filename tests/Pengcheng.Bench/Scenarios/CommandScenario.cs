using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Floors;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>A durable command at the service itself.</summary>
public sealed class CommandScenario : IScenario
{
    private static readonly double[] Shares = [0.25, 0.5, 0.8], Beyond = [1.2];

    /// <inheritdoc/>
    public string Name => "command";

    /// <inheritdoc/>
    public string About => "A durable command over HTTP at escrow-service itself: open a deal. Floor: pgbench committing the very rows of that command.";

    /// <inheritdoc/>
    public int Place => 30;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var floor = await DealFloor.Learn(bench, stop);
        var calls = await DealCalls.At(bench.World, bench.World.Url("escrow-1"));
        await using var trivial = await TrivialEndpoint.Start(bench.World, "trivial-command", stop);
        var bare = await DealCalls.At(bench.World, trivial.Url);
        await ClosedLoop.Play(calls.Next, TimeSpan.Zero, bench.Measured * 2, stop);
        await ClosedLoop.Play(bare.Next, TimeSpan.Zero, bench.WarmUp, stop);

        var capacity = await Paired.Rounds(Bench.Rounds,
            async () => Fine(await ClosedLoop.Play(calls.Next, bench.WarmUp, bench.Measured, stop)).Answered,
            () => floor.PerSecond(bench.Measured, stop), bench.Say);
        var unburdened = (await ClosedLoop.Play(bare.Next, bench.WarmUp, bench.Measured, stop)).Answered;
        bench.Say($"trivial endpoint: {unburdened:N0}/s");

        var loads = new List<(string Name, LoadResult Result)>();
        foreach (var rate in Shares.Concat(Beyond).Select(share => Math.Round(share * capacity.Measured.Median)))
        {
            loads.Add(($"{rate:N0}/s", Fine(await OpenLoop.Play(calls.Next, rate, bench.WarmUp, bench.Measured, stop))));
            bench.Say($"open loop at {rate:N0}/s: {loads[^1].Result.Answered:N0}/s answered, median {loads[^1].Result.Latencies.Median:N1} ms");
        }

        var trivialLoad = await OpenLoop.Play(bare.Next, loads[0].Result.Offered, bench.WarmUp, bench.Measured, stop);
        return new Outcome(Name, About,
        [
            Figure.Of("commands a second, 32 connections", "/s", capacity, $"pgbench: {floor.Rows}"),
            Figure.Of("a trivial endpoint, 32 connections, same request", "/s", unburdened),
            .. loads.SkipLast(Beyond.Length).Select(load => Figure.Of($"median at {load.Name}", "ms", load.Result.Latencies.Median)),
            .. loads.SkipLast(Beyond.Length).Select(load => Figure.Of($"p99 at {load.Name}", "ms", load.Result.Latencies.P99)),
            Figure.Of($"trivial endpoint, median at {loads[0].Name}", "ms", trivialLoad.Latencies.Median),
            Figure.Of("generator late, p99", "ms", loads.Max(load => load.Result.Lateness.P99)),
        ],
        [
            Throughput(loads.Select(load => load.Result)),
            Chart.Percentiles("Open a deal, directly: latency at a quarter, half, four fifths and 1.2 times its capacity",
                [.. loads.Select(load => (load.Name, load.Result.Latencies)), ("trivial endpoint", trivialLoad.Latencies)]),
        ], []);
    }

    private static Chart Throughput(IEnumerable<LoadResult> loads)
    {
        var points = loads.Select(load => new Point(load.Offered, load.Answered)).Prepend(new Point(0, 0)).ToList();
        return new Chart("Open a deal, directly: answered against offered", new Axis("offered a second", Scale.Linear), new Axis("answered in time a second", Scale.Linear),
            [new Curve("answered", points), new Curve("as offered", [.. points.Select(point => new Point(point.X, point.X))])]);
    }

    internal static LoadResult Fine(LoadResult result) => result.Failures == 0
        ? result
        : throw new BenchFailedException($"{result.Failures} of {result.Sent} requests failed. The first: {result.FirstFailure}");
}

/// <summary>The rows of opening a deal.</summary>
internal static class DealFloor
{
    public static Task<CommitFloor> Learn(Bench bench, CancellationToken stop) => bench.Once("deal floor", () => CommitFloor.Learn(bench, "escrow-1", async url =>
    {
        using var wire = new Wire(1);
        var calls = await DealCalls.At(bench.World, url);
        if (!await wire.Send(calls.Next())) throw new BenchFailedException(wire.FirstFailure);
    }, stop));
}
