using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Floors;

/// <summary>
/// What PostgreSQL alone needs to commit the rows of one command: the floor under every durable command.
/// <code>
/// 1. a second process of the service builds its schema in an empty database      2. it carries out one command
/// 3. the rows that bear the number of its transaction are the command's rows     4. pgbench commits such rows, prepared
/// </code>
/// So the floor has the service's own tables, indexes and row sizes, and follows when these change.
/// </summary>
public sealed partial class CommitFloor
{
    // As the dispatcher does it: many at a time, by key.
    private const int DeletedTogether = 64;

    private readonly PgBench _pgbench;
    private readonly string _database, _script;

    private CommitFloor(PgBench pgbench, string database, string script, string rows) => (_pgbench, _database, _script, Rows) = (pgbench, database, script, rows);

    /// <summary>The rows, in words: <c>mt_streams, mt_events, outbox</c>.</summary>
    public string Rows { get; }

    /// <summary>Transactions a second, with as many clients as the load has connections.</summary>
    public Task<double> PerSecond(TimeSpan measured, CancellationToken stop) => _pgbench.PerSecond(_database, _script, Loads.ClosedLoop.Connections, measured, stop);

    /// <summary>Milliseconds of a transaction, one client alone.</summary>
    public Task<double> Milliseconds(TimeSpan measured, CancellationToken stop) => _pgbench.Milliseconds(_database, _script, measured, stop);

    /// <summary>Learns a command's rows.</summary>
    /// <param name="bench">The platform.</param>
    /// <param name="process">The service, e.g. <c>escrow-1</c>.</param>
    /// <param name="command">Has a process at this address carry out one command that begins a stream.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="of">An event of the command; its last one, if other commands follow from it.</param>
    public static async Task<CommitFloor> Learn(Scenarios.Bench bench, string process, Func<string, Task> command, CancellationToken stop, string? of = null)
    {
        var schema = process.Split('-')[0];
        var name = $"floor_{schema}_{Guid.NewGuid():N}"[..24];
        await using (var spare = await bench.World.Spare(process, name, stop))
        {
            // The outbox row would be gone before anyone could look at it.
            await Sql.Run(spare.Database, $"create rule kept as on delete to {schema}.outbox do instead nothing", stop);
            await command(spare.Url);
        }

        var database = bench.World.Database(name);
        await Sql.Run(database, $"drop rule kept on {schema}.outbox", stop);
        var tables = await Table.In(database, schema, stop);
        var transaction = await Sql.One(database, $"select xmin::text from {schema}.mt_events {(of is null ? "" : $"where type = '{of}' ")}order by {Table.Sequence} desc limit 1", stop)
            ?? throw new BenchFailedException($"The command that was to be learnt from {process} has committed nothing.");
        var (inserts, written) = (new List<string>(), new List<string>());
        foreach (var table in tables)
        {
            var columns = string.Join(", ", table.Columns.Select(column => $"\"{column.Name}\"::text"));
            await Sql.Read(database, $"select {columns} from {table.FullName} where xmin = '{transaction}'::xid", row =>
            {
                written.Add(table.Name);
                inserts.Add(Insert(table, [.. Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) ? null : row.GetString(i))]));
            }, stop);
        }

        await Sql.Run(database, $"truncate {string.Join(", ", tables.Select(table => table.FullName))} cascade", stop);
        // Tidying up after the floor would fall into the rounds of what is measured.
        await Sql.Run(database, $"""
            do $$ declare own regclass; begin
                for own in select oid from pg_class where relnamespace = '{schema}'::regnamespace and relkind = 'r' loop
                    execute format('alter table %s set (autovacuum_enabled = off)', own);
                end loop;
            end $$
            """, stop);
        return new CommitFloor(PgBench.Find(bench.World), name, Script(schema, inserts, written.Contains("outbox")), string.Join(", ", written.GroupBy(table => table).Select(table => table.Count() == 1 ? table.Key : $"{table.Key} ×{table.Count()}")));
    }

    private static string Script(string schema, IEnumerable<string> inserts, bool publishes)
    {
        var script = new StringBuilder("\\set n random(1, 9000000000000000000)\n\\set turn random(1, " + DeletedTogether.ToString(CultureInfo.InvariantCulture) + ")\nbegin;\n");
        foreach (var insert in inserts) script.Append(insert).Append(";\n");
        script.Append("commit;\n");
        if (publishes)
            script.Append(CultureInfo.InvariantCulture, $"\\if :turn = 1\ndelete from {schema}.outbox where message_id in (select message_id from {schema}.outbox order by created_at limit {DeletedTogether} for update skip locked);\n\\endif\n");
        return script.ToString();
    }

    private static string Insert(Table table, IReadOnlyList<string?> values) =>
        $"insert into {table.FullName} ({table.ColumnList}) values ({string.Join(", ", table.Columns.Zip(values, (column, value) => Value(table, column, value)))})";

    // The same identifier gets the same value in each row of a transaction, and another one in the next.
    private static string Value(Table table, Column column, string? value) => (column, value) switch
    {
        ({ Name: Table.Sequence }, _) => $"nextval('{table.FullName}_sequence')",
        (_, null) => "null",
        ({ Type: "uuid" }, _) => Identifier(value),
        ({ Type: "timestamp with time zone" }, _) when !value.Contains("infinity", StringComparison.Ordinal) => "now()",
        _ when table.IsKeyText(column) => $"{Literal(value)} || $n$",
        _ => $"{Literal(value)}::{column.Type}",
    } is var sql ? sql.Replace("$n$", ":n::bigint::text", StringComparison.Ordinal) : "";

    private static string Identifier(string sample)
    {
        var random = $"md5({Literal(sample)} || $n$)";
        // A version 7 identifier grows with time, and an index on it grows at its end.
        return IsTimeOrdered().IsMatch(sample)
            ? $"(lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || substr({random}, 1, 20))::uuid"
            : $"{random}::uuid";
    }

    // pgbench takes a colon for the beginning of a variable.
    private static string Literal(string value) =>
        "E'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace(":", "\\x3a", StringComparison.Ordinal) + "'";

    [GeneratedRegex("^.{14}7")]
    private static partial Regex IsTimeOrdered();
}
