using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Floors;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Scenarios;

/// <summary>The pipeline of two services.</summary>
public sealed class PipelineScenario : IScenario
{
    private const string Warmed = "what the pipeline does in a second";

    /// <inheritdoc/>
    public string Name => "pipeline";

    /// <inheritdoc/>
    public string About =>
        "A notice is accepted by registry-service over HTTP and committed, published with confirm, consumed and committed by escrow-service. "
        + "The rate counts until the last is consumed. Floor: pgbench committing the first service's rows alone, their outbox rows' deletion included.";

    /// <inheritdoc/>
    public int Place => 50;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var world = bench.World;
        var pool = await NoticePool.Open(world, world.Url("registry-1"), stop);
        var floor = await NoticeFloor.Learn(bench, stop);
        var guess = await Warm(bench, pool, stop);
        bench.Say($"warm: {guess:N0}/s");

        var (usages, count, crossings) = (new List<IReadOnlyDictionary<string, double>>(), 0L, new Latencies());
        var capacity = await Paired.Rounds(Bench.Rounds, async () =>
        {
            var notices = await pool.Prepare((int)(guess * 2 * bench.Seconds) + 100, stop);
            var (before, crossing) = (Usage.Now(world), await Crossing.Begin(world, stop));
            var load = CommandScenario.Fine(await ClosedLoop.Play(notices.Next, TimeSpan.Zero, bench.Measured, stop));
            var crossed = await crossing.Complete(load.Sent, TimeSpan.Zero, stop);
            usages.Add(Usage.Now(world).PerRequest(before, crossed.Count));
            count += crossed.Count;
            crossings.Add(crossed.Latencies);
            guess = Math.Max(guess, crossed.PerSecond);
            return crossed.PerSecond;
        }, () => floor.PerSecond(bench.Measured, stop), bench.Say);

        bench.Known[Warmed] = capacity.Measured.Median;
        await using var broker = await BrokerFloor.Open(world, 700, stop);
        var confirmed = await broker.PerSecond(bench.Measured, stop);
        var chain = Spread.Of([.. usages.Select(usage => usage.Where(one => one.Key != Usage.Generator).Sum(one => one.Value))]);
        return new Outcome(Name, About,
        [
            Figure.Of("notices a second through both services, 32 connections", "/s", capacity, $"pgbench: {floor.Rows}", Budget.Share(0.40, 0.50)),
            new Figure("CPU of the whole chain for each notice, generator apart", "ms", chain),
            .. usages[0].Keys.Select(program => Figure.Detailed($"CPU of {program} for each notice", "ms", [.. usages.Select(usage => usage[program])])),
            Figure.Of("of it, verifying the SM2 signature", "ms", Notices.MillisecondsToVerify()),
            Figure.Of("RabbitMQ alone: confirmed messages a second, 32 under way", "/s", confirmed),
            Figure.Of("commit to consumed when saturated, median", "ms", crossings.Median),
        ], [], [$"{count} notices in {Bench.Rounds} rounds; each concerns a deal of its own."]);
    }

    /// <summary>Warms the pipeline, and tells what it then does in a second.</summary>
    internal static Task<double> Warm(Bench bench, NoticePool pool, CancellationToken stop) => bench.Once(Warmed, async () =>
    {
        var guess = await Capacity(bench, pool, 200, bench.Measured, stop);
        return await Capacity(bench, pool, (int)Math.Max(200, guess * bench.Seconds), bench.Measured, stop);
    });

    private static async Task<double> Capacity(Bench bench, NoticePool pool, int count, TimeSpan atMost, CancellationToken stop)
    {
        var notices = await pool.Prepare(count, stop);
        var crossing = await Crossing.Begin(bench.World, stop);
        var load = CommandScenario.Fine(await ClosedLoop.Play(notices.Next, TimeSpan.Zero, atMost, stop));
        return (await crossing.Complete(load.Sent, TimeSpan.Zero, stop)).PerSecond;
    }
}

/// <summary>The rows of a notice that concerns no deal.</summary>
internal static class NoticeFloor
{
    public static Task<CommitFloor> Learn(Bench bench, CancellationToken stop) => bench.Once("notice floor", () => CommitFloor.Learn(bench, "registry-1", async url =>
    {
        using var wire = new Wire(1);
        var notices = await Notices.Sign(bench.World, url, [Notices.Transfer("440398005003GB00001F00000001", "SZ-FLOOR")]);
        if (!await wire.Send(notices.Next()!)) throw new BenchFailedException(wire.FirstFailure);
    }, stop));
}
