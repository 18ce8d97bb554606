using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Floors;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;

namespace Pengcheng.Bench.Scenarios;

/// <summary>How long a commit takes to arrive in another service.</summary>
public sealed class LatencyScenario : IScenario
{
    private static readonly (double Rate, Budget? Budget)[] Loads = [(50, Budget.Below(10, 5)), (300, Budget.Below(20, 10))];

    private const double NearFull = 0.8;

    // Each load is three measurements long already, with its floor.
    private const int Rounds = 2;

    /// <inheritdoc/>
    public string Name => "latency";

    /// <inheritdoc/>
    public string About =>
        "From the commit of a notice in registry-service to the commit of what escrow-service made of it, under open load. Floor: RabbitMQ.Client alone "
        + "from publishing to delivery at the same rate, and one commit by pgbench.";

    /// <inheritdoc/>
    public int Place => 60;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var world = bench.World;
        var pool = await NoticePool.Open(world, world.Url("registry-1"), stop);
        var commit = await (await NoticeFloor.Learn(bench, stop)).Milliseconds(bench.WarmUp, stop);
        var full = await PipelineScenario.Warm(bench, pool, stop);
        bench.Say($"full load: {full:N0}/s, one commit: {commit:N2} ms");

        await using var broker = await BrokerFloor.Open(world, 700, stop);
        var (figures, lines, notes) = (new List<Figure>(), new List<(string, Latencies)>(), new List<string>());
        foreach (var (rate, budget) in Loads.Append((Math.Round(full * NearFull), null)))
        {
            var (measured, bottom, all) = (new List<double>(), new List<double>(), new Latencies());
            var (name, sustained) = (budget is null ? $"{rate:N0}/s (near full)" : $"{rate:N0}/s", true);
            for (var round = 0; round < Rounds; round++)
            {
                bottom.Add((await broker.Delivery(rate, bench.WarmUp, stop)).Median + commit);
                var notices = await pool.Prepare((int)(rate * (bench.Measured + bench.WarmUp).TotalSeconds) + 10, stop);
                var crossing = await Crossing.Begin(world, stop);
                var load = CommandScenario.Fine(await OpenLoop.Play(notices.Next, rate, bench.WarmUp, bench.Measured, stop));
                var crossed = await crossing.Complete(load.Sent, bench.WarmUp, stop);
                sustained &= crossed.Took < bench.WarmUp + bench.Measured + TimeSpan.FromSeconds(1);
                measured.Add(crossed.Latencies.Median);
                all.Add(crossed.Latencies);
            }

            bench.Say($"{name}: median {all.Median:N1} ms, p99 {all.P99:N1} ms");
            if (!sustained) notes.Add($"{name} is more than this machine could sustain: what is measured there is a queue.");
            lines.Add((name, all));
            figures.Add(new Figure($"commit to consumed at {name}, median", "ms", Spread.Of(measured))
            {
                Budget = budget,
                Floor = new Floor("delivery by RabbitMQ.Client and one commit", Spread.Of(bottom), Spread.Of([.. measured.Zip(bottom, (value, floor) => value / floor)])),
            });
            figures.Add(Figure.Of($"commit to consumed at {name}, p99 of {all.Count}", "ms", all.P99));
        }

        return new Outcome(Name, About, figures, [Chart.Percentiles("Commit to consumed in another service", lines)], notes);
    }
}
