using System.Net.Http.Headers;
using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Floors;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;
using Pengcheng.Demo;

namespace Pengcheng.Bench.Scenarios;

/// <summary>What a stream's length costs.</summary>
public sealed class ReplayScenario : IScenario
{
    private static readonly int[] Lengths = [10, 100, 1000];

    /// <inheritdoc/>
    public string Name => "replay";

    /// <inheritdoc/>
    public string About =>
        "A deal is loaded from a stream of 10, 100 and 1,000 events, and answered over HTTP (one connection). The events after the first are notices that changed nothing, the way in "
        + "which a stream grows long. Floor: pgbench reading the same rows.";

    /// <inheritdoc/>
    public int Place => 80;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var (world, pgbench) = (bench.World, PgBench.Find(bench.World));
        var token = new AuthenticationHeaderValue("Bearer", await world.Door.TokenOf(DealCalls.Client));
        var (figures, served, bottom) = (new List<Figure>(), new List<Point>(), new List<Point>());
        var half = TimeSpan.FromSeconds(Math.Max(1, bench.Seconds / 3));
        foreach (var length in Lengths)
        {
            var deal = await LongDeal(world, length, stop);
            var address = new Uri($"{world.Url("escrow-1")}{DealCalls.Path}/{deal}");
            HttpRequestMessage Get() => new(HttpMethod.Get, address) { Headers = { Authorization = token } };
            await ClosedLoop.Play(Get, TimeSpan.Zero, bench.WarmUp, stop, connections: 1);
            var pair = await Paired.Rounds(Bench.Rounds,
                async () => CommandScenario.Fine(await ClosedLoop.Play(Get, TimeSpan.Zero, half, stop, connections: 1)).Latencies.Median,
                () => pgbench.Milliseconds("escrow", $"select seq_id, id, version, data, type, timestamp, headers from escrow.mt_events where stream_id = '{deal}' order by version;\n", half, stop),
                text => bench.Say($"{length} events: {text} ms"));
            figures.Add(Figure.Of($"a deal of {length:N0} events, loaded and answered, median", "ms", pair, "pgbench reading the rows"));
            served.Add(new Point(length, pair.Measured.Median));
            bottom.Add(new Point(length, pair.Floor.Median));
        }

        figures.Add(Figure.Of("each further event, from 100 to 1,000", "µs", (served[2].Y - served[1].Y) / (served[2].X - served[1].X) * 1000));
        return new Outcome(Name, About, figures,
            [new Chart("Loading a deal", new Axis("events in the stream", Scale.Logarithmic), new Axis("ms", Scale.Logarithmic), [new Curve("GET the deal", served), new Curve("pgbench reading the rows", bottom)])], []);
    }

    private static async Task<Guid> LongDeal(World world, int length, CancellationToken stop)
    {
        var opened = await world.Door.Post(DealCalls.Client, "/api" + DealCalls.Path, Deal.Opening(new Cast(Random.Shared.Next())));
        var id = opened.GetProperty("dealId").GetGuid();
        var database = world.Database("escrow");
        var columns = (await Table.In(database, "escrow", stop)).Single(table => table.Name == "mt_events").Columns;
        var values = columns.Select(column => column.Name switch
        {
            Table.Sequence => "nextval('escrow.mt_events_sequence')",
            "id" => "gen_random_uuid()",
            "version" => "n",
            "type" => "'escrow.callback-ignored.v1'",
            "mt_dotnet_type" => "null",
            "data" => """jsonb_build_object('noticeId', 'N-' || n, 'reason', 'other-application')""",
            _ => $"\"{column.Name}\"",
        });
        await Sql.Run(database, $"""
            insert into escrow.mt_events ({string.Join(", ", columns.Select(column => $"\"{column.Name}\""))})
            select {string.Join(", ", values)} from escrow.mt_events cross join generate_series(2, {length}) n where stream_id = '{id}' and version = 1;
            update escrow.mt_streams set version = {length} where id = '{id}';
            """, stop);
        return id;
    }
}
