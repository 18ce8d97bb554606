using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using Pengcheng.Demo;
using Pengcheng.Fault.Load;
using Pengcheng.Local.Hosting;

namespace Pengcheng.Fault.Verdict;

/// <summary>Gathers the evidence of a run that has ended.</summary>
internal sealed class Gathering(Site site, Door door)
{
    private static IEnumerable<string> Services => ServiceCatalogue.Services.Select(service => service.Name);

    /// <summary>Reads everything.</summary>
    public async Task<Evidence> All(IReadOnlyCollection<Call> calls, IReadOnlyCollection<Play> plays, IReadOnlyList<(Call First, Call Again)> resent)
    {
        await using var escrow = await site.Database("escrow");
        await using var registry = await site.Database("registry");
        await using var inspection = await site.Database("inspection");
        await using var sandbox = await site.Database(ServiceCatalogue.Sandbox);
        var deals = await Rows(escrow, "select deal_id, deal_no, status from escrow.deals", row => new Dealt(row.GetGuid(0), row.GetString(1), row.GetString(2)));
        var (views, timelines) = (new ConcurrentDictionary<Guid, JsonElement>(), new ConcurrentDictionary<Guid, JsonElement>());
        await Parallel.ForEachAsync(deals, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (deal, _) =>
        {
            views[deal.Id] = await door.Get("trustee-maker", $"/api/escrow/v1/deals/{deal.Id}");
            timelines[deal.Id] = await door.Get("trustee-maker", $"/api/escrow/v1/deals/{deal.Id}/timeline");
        });
        return new Evidence
        {
            Calls = calls,
            Plays = plays,
            Resent = resent,
            Deals = deals,
            Views = views,
            Timelines = timelines,
            Events = await Events(escrow, "escrow", "type <> 'tombstone'"),
            Streams = await OfEach(Streams),
            Postings = await Rows(escrow, "select event_id, stream_id, account, amount_fen, reference from escrow.postings",
                row => new Posted(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetInt64(3), Text(row, 4))),
            Answers = await OfEach((connection, service) => Rows(connection, $"select client, key, status, body from {service}.idempotency",
                row => new Kept(row.GetString(0), row.GetString(1), row.GetInt32(2), row.GetString(3)))),
            Notices = (await Rows(registry, "select data -> 'raw' ->> 'noticeId', type from registry.mt_events", row => (Id: row.GetString(0), Type: row.GetString(1))))
                .GroupBy(notice => notice.Id).ToDictionary(same => same.Key, same => same.Select(one => one.Type).Order().First()),
            Entries = await Rows(sandbox, "select bank_reference, bank, account, direction = 'credit', amount_fen, reference, reverses from entries",
                row => new Booked(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetInt64(4), Text(row, 5), Text(row, 6))),
            Payments = await Rows(sandbox, "select bank, reference, status, amount_fen, creditor_bank, creditor_account, remittance_info from payments",
                row => new Paid(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4), row.GetString(5), row.GetString(6))),
            Accounts = await Rows(sandbox, "select bank, account, kind, balance_fen from accounts", row => new Owned(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3))),
            Loans = await Rows(sandbox, "select bank, loan_no, paid_fen from loans", row => new Lent(row.GetString(0), row.GetString(1), row.GetInt64(2))),
            Deliveries = await Rows(sandbox, "select id, key, channel, sender, subject, status, last_status, last_answer from deliveries",
                row => new Delivered(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetInt32(6), Text(row, 7))),
            Enterprises = await Rows(sandbox, "select uscc, profile ->> 'name' from enterprises", row => new Enterprise(row.GetString(0), row.GetString(1))),
            Firms = await Rows(inspection, "select firm_id, uscc, name, cardinality(entry_days) from inspection.firms",
                row => new Firm(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3))),
            Visits = await Events(inspection, "inspection", "type = 'inspection.visit-opened.v1' or type like 'inspection.entry-%'"),
            Services = Services.Count(),
            Left = await StillToDo(),
            Queues = await Queues.NotEmpty(site),
        };
    }

    /// <summary>What the services still have to do by themselves.</summary>
    public async Task<IReadOnlyList<Left>> StillToDo() => await OfEach(LeftOf);

    // The same of every service, each out of its own database.
    private async Task<List<T>> OfEach<T>(Func<NpgsqlConnection, string, Task<List<T>>> read)
    {
        var all = new List<T>();
        foreach (var service in Services)
        {
            await using var connection = await site.Database(service);
            all.AddRange(await read(connection, service));
        }

        return all;
    }

    private async Task<List<Left>> LeftOf(NpgsqlConnection connection, string service)
    {
        // Twice the sweep's own patience: then it should be gone.
        var left = await Rows(connection, $"select type, message_id from {service}.outbox where created_at < clock_timestamp() - interval '5 seconds'",
            row => new Left(service, "outbox row", $"{row.GetString(0)} {row.GetGuid(1)}"));
        var now = (await door.Sandbox(HttpMethod.Get, "/sandbox/clock")).GetProperty("now").GetDateTimeOffset();
        left.AddRange(await Rows(connection, $"""
            select command, key, stream_id, attempts, coalesce(last_error, 'never tried') from {service}.deadlines
            where due_at < timestamptz '{now.AddSeconds(-2):O}'
            """, row => new Left(service, "due command", $"{row.GetString(0)} {row.GetString(1)} of {row.GetGuid(2)}, {row.GetInt32(3)} attempts: {row.GetString(4)}")));
        return left;
    }

    private static Task<List<Stored>> Events(NpgsqlConnection connection, string service, string which) => Rows(connection,
        $"select stream_id, version, type, data::text from {service}.mt_events where {which} order by stream_id, version",
        row => new Stored(row.GetGuid(0), row.GetInt64(1), row.GetString(2), JsonDocument.Parse(row.GetString(3)).RootElement));

    // Marten leaves a stream without a type, with tombstones for the sequence numbers of commits that failed; that is no history.
    private static Task<List<Stream>> Streams(NpgsqlConnection connection, string service) => Rows(connection, $"""
        select s.id, s.version, count(e.version), coalesce(min(e.version), 0), coalesce(max(e.version), 0)
        from {service}.mt_streams s left join {service}.mt_events e on e.stream_id = s.id
        where s.type is not null group by s.id, s.version
        """, row => new Stream(service, row.GetGuid(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

    private static async Task<List<T>> Rows<T>(NpgsqlConnection connection, string query, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
#pragma warning disable CA2100 // Every word of these queries is this program's own.
        await using var command = new NpgsqlCommand(query, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
