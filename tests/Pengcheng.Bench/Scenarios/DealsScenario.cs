using System.Diagnostics;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;
using Pengcheng.Contracts;
using Pengcheng.Demo;

namespace Pengcheng.Bench.Scenarios;

/// <summary>Whole deals, one a second.</summary>
public sealed class DealsScenario : IScenario
{
    private const double Rate = 1;

    // A minute with measurements of the usual length.
    private const double Stretch = 20;

    /// <inheritdoc/>
    public string Name => "deals";

    /// <inheritdoc/>
    public string About =>
        "A whole deal each second, played through the gateway by everyone who takes part in it, from opening to the last fen. At the end each deal is checked to the fen, "
        + "the escrow account holds what it held before, the ledger and the bank's own books agree, and no payment was made twice.";

    /// <inheritdoc/>
    public int Place => 65;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var door = bench.World.Door;
        await NewDeal(door).Play();
        var (cash, before, latencies, plays) = (await Checks.EscrowCash(door), Usage.Now(bench.World), new Latencies(), new List<Task>());
        var begun = Stopwatch.GetTimestamp();
        await Metronome.Beat(Rate, TimeSpan.FromSeconds(bench.Seconds * Stretch), due =>
        {
            plays.Add(Task.Run(async () =>
            {
                await NewDeal(door).Play();
                latencies.Add((long)Stopwatch.GetElapsedTime(due).TotalMicroseconds);
            }, stop));
            if (plays.Count % 10 == 0) bench.Say($"{latencies.Count} of {plays.Count} deals are closed");
        }, stop);
        await Task.WhenAll(plays);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var each = Usage.Now(bench.World).PerRequest(before, plays.Count);

        var now = await Checks.EscrowCash(door);
        if (now != cash) throw new BenchFailedException($"The escrow account held {cash} before and {now} after all deals were closed.");
        await Checks.BooksAgree(door);
        var twice = (await door.Sandbox(HttpMethod.Get, "/sandbox/banks/duplicates")).GetProperty("duplicates").GetArrayLength();
        if (twice > 0) throw new BenchFailedException($"{twice} payments were made twice.");
        return new Outcome(Name, About,
        [
            Figure.Of("deals closed a second, one begun each second", "/s", plays.Count / seconds),
            Figure.Of("a deal from opening to closed, median", "s", latencies.Median / 1000),
            Figure.Of($"a deal from opening to closed, slowest of {plays.Count}", "s", latencies.Percentile(100) / 1000),
            Figure.Of("CPU for each deal, players apart", "ms", each.Where(one => one.Key != Usage.Generator).Sum(one => one.Value)),
            .. each.Select(one => Figure.Detailed($"CPU for each deal: {(one.Key == Usage.Generator ? "players" : one.Key)}", "ms", one.Value)),
        ], [], [$"{plays.Count} deals, each checked to the fen. The escrow account's ledger: {(now == Money.Zero ? "zero" : now.ToString())}, as before; it agrees with the bank's books."]);
    }

    private static Deal NewDeal(Door door) => new(door, new Cast(Random.Shared.Next()));
}
