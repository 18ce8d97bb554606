using System.Globalization;
using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;
using Pengcheng.Demo;

namespace Pengcheng.Bench.Scenarios;

/// <summary>What a store's size costs.</summary>
public sealed class GrowthScenario : IScenario
{
    private static readonly int[] Sizes = [1_000, 100_000, 1_000_000];

    /// <inheritdoc/>
    public string Name => "growth";

    /// <inheritdoc/>
    public string About =>
        "The same command (open a deal) at three processes of escrow-service, with a thousand, a hundred thousand and a million events in their stores: copies of a deal that was "
        + "played to its end, with its postings, its keys and a kept answer. Played in turn. Floor: the smallest store.";

    /// <inheritdoc/>
    public int Place => 90;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var world = bench.World;
        var original = new Deal(world.Door, new Cast(Random.Shared.Next()));
        await original.Play();
        var stores = new List<Store>();
        try
        {
            foreach (var size in Sizes) stores.Add(await Fill(bench, Guid.Parse(original.Id), size, stop));
            // The processes have just started: twice around, so that the first to be warmed is no colder than the last.
            foreach (var store in stores.Concat(stores)) await ClosedLoop.Play(store.Calls.Next, TimeSpan.Zero, bench.Measured * 2, stop);
            for (var round = 0; round < Bench.Rounds; round++)
            {
                // Another one begins each time.
                foreach (var store in stores.Skip(round).Concat(stores.Take(round)))
                {
                    var before = Usage.Now(world);
                    var load = CommandScenario.Fine(await ClosedLoop.Play(store.Calls.Next, bench.WarmUp / 2, bench.Measured, stop));
                    store.Rates.Add(load.Answered);
                    store.Postgres.Add(Usage.Now(world).PerRequest(before, load.Sent)["postgres"]);
                }

                bench.Say($"round {round + 1} of {Bench.Rounds}: {string.Join(", ", stores.Select(store => $"{store.Rates[^1]:N0}/s with {store.Size:N0}"))}");
            }
        }
        finally
        {
            foreach (var store in stores) await store.Spare.DisposeAsync();
        }

        var smallest = stores[0];
        return new Outcome(Name, About,
        [
            .. stores.Select(store => new Figure($"commands a second with {store.Size:N0} events", "/s", Spread.Of(store.Rates))
            {
                Floor = new Floor("1,000 events", Spread.Of(smallest.Rates), Spread.Of([.. store.Rates.Zip(smallest.Rates, (rate, floor) => rate / floor)])),
                Budget = store == smallest ? null : new Budget(0.90, AtLeast: true, OfRatio: true),
            }),
            .. stores.Select(store => new Figure($"CPU of PostgreSQL for each command with {store.Size:N0} events", "ms", Spread.Of(store.Postgres))),
        ],
        [
            new Chart("Opening a deal as the store grows", new Axis("events in the store", Scale.Logarithmic), new Axis("commands a second", Scale.Linear),
                [new Curve("32 connections", [.. stores.Select(store => new Point(store.Size, Spread.Of(store.Rates).Median))])]),
        ], []);
    }

    private static async Task<Store> Fill(Bench bench, Guid original, int size, CancellationToken stop)
    {
        var world = bench.World;
        var spare = await world.Spare("escrow-1", $"growth_{size.ToString(CultureInfo.InvariantCulture)}", stop);
        var copies = await Copies.Of(world.Database("escrow"), "escrow", original, spare.Database, null, stop);
        var events = Convert.ToInt32(await Sql.One(world.Database("escrow"), $"select count(*) from escrow.mt_events where stream_id = '{original}'", stop), CultureInfo.InvariantCulture);
        await copies.Make(Math.Max(1, size / events), stop);
        bench.Say($"{size:N0} events are in their store");
        return new Store(size, spare, await DealCalls.At(world, spare.Url), [], []);
    }

    private sealed record Store(int Size, Spare Spare, DealCalls Calls, List<double> Rates, List<double> Postgres);
}
