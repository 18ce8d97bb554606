using System.Globalization;
using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Floors;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;
using Pengcheng.Demo;

namespace Pengcheng.Bench.Scenarios;

/// <summary>From the registry's last notice to the instruction to clear.</summary>
public sealed class NoticeScenario : IScenario
{
    private const int Rate = 50, DealsASecond = 2, OfOneDeal = 5;

    // Long enough for some deals, with measurements of the usual length.
    private const double Stretch = 7;

    /// <inheritdoc/>
    public string Name => "notice";

    /// <inheritdoc/>
    public string About =>
        "From the commit of a deal's last registry notice to the commit of its clearing plan, while notices come at 50/s through the gateway. Most of a city's registrations concern no "
        + "escrow deal: ten of the fifty are the five notices of two deals, which are cleared and paid out meanwhile. The lenders have disbursed before. Floor: delivery by RabbitMQ.Client and two commits.";

    /// <inheritdoc/>
    public int Place => 70;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var world = bench.World;
        var escrow = world.Database("escrow");
        var count = (int)Math.Ceiling(bench.Seconds * Stretch) * DealsASecond;
        var deals = await Funded(bench, escrow, count, stop);
        var commit = await (await NoticeFloor.Learn(bench, stop)).Milliseconds(bench.WarmUp, stop);
        await using var broker = await BrokerFloor.Open(world, 700, stop);
        var floor = (await broker.Delivery(Rate, bench.WarmUp, stop)).Median + 2 * commit;

        var notices = deals.ToDictionary(deal => deal.Id, deal => Notices.Whole(deal.Cast));
        var inOrder = deals.Chunk(DealsASecond).SelectMany(both => Enumerable.Range(0, Rate).Select(slot => Slot(slot, both, notices))).ToList();
        var signed = await Notices.Sign(world, world.Platform.Gateway, inOrder);
        var load = CommandScenario.Fine(await OpenLoop.Play(signed.Next, Rate, TimeSpan.Zero, TimeSpan.FromSeconds((double)inOrder.Count / Rate), stop));
        var ids = string.Join(',', deals.Select(deal => $"'{deal.Id}'"));
        await Count(escrow, $"select count(*) from escrow.mt_events where type = 'escrow.clearing-plan-fixed.v1' and stream_id in ({ids})", count, "every deal has its clearing plan", stop);

        var cleared = await CommitTimes.Of(escrow, $"select stream_id, xmin from escrow.mt_events where type = 'escrow.clearing-plan-fixed.v1' and stream_id in ({ids})", stop);
        var accepted = await CommitTimes.Of(world.Database("registry"), $"select data->'raw'->>'noticeId', xmin from registry.mt_events order by seq_id desc limit {inOrder.Count * 2}", stop);
        var latencies = Latencies.Of(deals.Select(deal => cleared[deal.Id] - notices[deal.Id].Max(notice => accepted[notice.Id])));
        await Count(escrow, $"select count(*) from escrow.deals where status = 'closed' and deal_id in ({ids})", count, "every deal is closed", stop);
        return new Outcome(Name, About,
        [
            Figure.Of("last notice to clearing plan, median", "ms", latencies.Median, Budget.Below(50, 25)) with { Floor = new Floor("delivery and two commits", Measuring.Spread.Of(floor), Measuring.Spread.Of(latencies.Median / floor)) },
            Figure.Of($"last notice to clearing plan, p99 of {latencies.Count}", "ms", latencies.P99, Budget.Below(250)),
            Figure.Of("a notice's answer through the gateway, median", "ms", load.Latencies.Median),
            Figure.Of("a notice's answer through the gateway, p99", "ms", load.Latencies.P99),
        ],
        [Chart.Percentiles("Registry notice at 50/s", [("last notice to clearing plan", latencies), ("answer to a notice", load.Latencies)])], []);
    }

    // A deal's five notices are a fifth of a second apart; between them come those of homes that are in no deal.
    private static (string Id, string Body) Slot(int slot, Deal[] both, Dictionary<string, IReadOnlyList<(string Id, string Body)>> notices)
    {
        var (turn, rest) = (slot / (Rate / OfOneDeal), slot % (Rate / OfOneDeal));
        var deal = rest == 0 ? both[0] : rest == OfOneDeal ? both[1] : null;
        return deal is null ? Notices.Transfer(new Cast(Random.Shared.Next()).UnitNo, $"SZ-S{Random.Shared.NextInt64()}") : notices[deal.Id][turn];
    }

    // Everything is done but the registry's part; the money that came early is held until then.
    private static async Task<IReadOnlyList<Deal>> Funded(Bench bench, string escrow, int count, CancellationToken stop)
    {
        var deals = Enumerable.Range(0, count).Select(_ => new Deal(bench.World.Door, new Cast(Random.Shared.Next()))).ToList();
        var done = 0;
        await Parallel.ForEachAsync(deals, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = stop }, async (deal, _) =>
        {
            await deal.Prepare();
            await deal.Disburse();
            if (Interlocked.Increment(ref done) % 20 == 0) bench.Say($"{done} of {count} deals are funded");
        });
        await Count(escrow, $"select count(*) from escrow.mt_events where type = 'escrow.disbursement-held.v1' and stream_id in ({string.Join(',', deals.Select(deal => $"'{deal.Id}'"))})",
            2 * count, "every deal's loans are held", stop);
        return deals;
    }

    private static Task Count(string database, string query, int count, string what, CancellationToken stop) =>
        Sql.Until(async () => Convert.ToInt64(await Sql.One(database, query, stop), CultureInfo.InvariantCulture) >= count, what, stop);
}
