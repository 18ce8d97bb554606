using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>The same command through the gateway.</summary>
public sealed class GatewayScenario : IScenario
{
    /// <inheritdoc/>
    public string Name => "gateway";

    /// <inheritdoc/>
    public string About =>
        "The same command (open a deal) through the gateway, with its token check, scope, limits and body check. Floor: the same directly. "
        + "The limits are set out of reach for the load's client; they are counted all the same.";

    /// <inheritdoc/>
    public int Place => 40;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var direct = await DealCalls.At(bench.World, bench.World.Url("escrow-1"));
        var through = await DealCalls.Through(bench.World);
        await ClosedLoop.Play(direct.Next, TimeSpan.Zero, bench.Measured, stop);
        await ClosedLoop.Play(through.Next, TimeSpan.Zero, bench.Measured, stop);

        var edge = new List<double>();
        var capacity = await Paired.Rounds(Bench.Rounds, async () =>
        {
            var before = Usage.Now(bench.World);
            var load = CommandScenario.Fine(await ClosedLoop.Play(through.Next, bench.WarmUp, bench.Measured, stop));
            edge.Add(Usage.Now(bench.World).PerRequest(before, load.Sent)["gateway"]);
            return load.Answered;
        }, async () => CommandScenario.Fine(await ClosedLoop.Play(direct.Next, bench.WarmUp, bench.Measured, stop)).Answered, bench.Say);

        // Directly and through the gateway at the same gentle load: what the way through adds to an answer.
        var rate = Math.Max(5, Math.Round(capacity.Measured.Median / 4));
        await using var trivial = await TrivialEndpoint.Start(bench.World, "trivial-gateway", stop);
        var bare = await DealCalls.At(bench.World, trivial.Url);
        var loads = new List<(string Name, LoadResult Result)>();
        foreach (var (name, calls) in new[] { ("trivial endpoint", bare), ("directly", direct), ("through the gateway", through) })
            loads.Add((name, CommandScenario.Fine(await OpenLoop.Play(calls.Next, rate, bench.WarmUp, bench.Measured, stop))));
        return new Outcome(Name, About,
        [
            Figure.Of("commands a second through the gateway, 32 connections", "/s", capacity, "the same command directly", Budget.Share(0.80, 0.90)),
            new Figure("CPU of the gateway for each request", "ms", Spread.Of(edge)) { Budget = Budget.Below(0.15) },
            .. loads.Select(load => Figure.Of($"{load.Name}, median at {rate:N0}/s", "ms", load.Result.Latencies.Median)),
            .. loads.Select(load => Figure.Of($"{load.Name}, p99 at {rate:N0}/s", "ms", load.Result.Latencies.P99)),
        ],
        [Chart.Percentiles($"Open a deal at {rate:N0}/s: latency", loads.Select(load => (load.Name, load.Result.Latencies)))], []);
    }
}
