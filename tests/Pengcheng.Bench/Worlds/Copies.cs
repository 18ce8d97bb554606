using System.Globalization;
using Npgsql;
using Pengcheng.Bench.Floors;

namespace Pengcheng.Bench.Worlds;

/// <summary>
/// Fills a service's store with copies of one stream and all that belongs to it: as many as a measurement needs, in seconds. The
/// original came about through the service; a copy has identifiers of its own and is otherwise the same rows.
/// </summary>
public sealed class Copies
{
    private const string Staging = "bench_original_";

    private static int _given;

    private readonly string _database;
    private readonly IReadOnlyList<Table> _tables;
    private readonly Guid _stream;
    private readonly string? _unitNo;

    private Copies(string database, IReadOnlyList<Table> tables, Guid stream, string? unitNo) => (_database, _tables, _stream, _unitNo) = (database, tables, stream, unitNo);

    /// <summary>Takes a stream for an original.</summary>
    /// <param name="source">The database that it is in.</param>
    /// <param name="schema">The service's schema.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="target">The database that is to be filled; may be the same.</param>
    /// <param name="unitNo">The home in it, if each copy must have another: then its events are rewritten too, and copies can be worked with.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<Copies> Of(string source, string schema, Guid stream, string target, string? unitNo, CancellationToken stop)
    {
        var tables = await Table.In(target, schema, stop);
        var belonging = tables.Where(table => Belongs(table, stream) is not null).ToList();
        await using var from = new NpgsqlConnection(source);
        await using var to = new NpgsqlConnection(target);
        await from.OpenAsync(stop);
        await to.OpenAsync(stop);
        foreach (var table in belonging)
        {
            await using (var create = new NpgsqlCommand($"drop table if exists {Staging}{table.Name}; create unlogged table {Staging}{table.Name} (like {table.FullName})", to))
                await create.ExecuteNonQueryAsync(stop);
            using var rows = await from.BeginTextExportAsync($"copy (select {table.ColumnList} from {table.FullName} where {Belongs(table, stream)}) to stdout", stop);
            await using var copy = await to.BeginTextImportAsync($"copy {Staging}{table.Name} ({table.ColumnList}) from stdin", stop);
            await copy.WriteAsync(await rows.ReadToEndAsync(stop));
        }

        return new Copies(target, belonging, stream, unitNo);
    }

    /// <summary>Makes so many.</summary>
    /// <returns>The homes of the copies, if each has one of its own.</returns>
    public async Task<IReadOnlyList<string>> Make(int count, CancellationToken stop)
    {
        var first = Interlocked.Add(ref _given, count) - count + 1;
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        // What the rows of the original keep, those of the copies keep as well: no need to look again.
        await Run(connection, "set local session_replication_role = replica", stop);
        foreach (var table in _tables)
        {
            var values = string.Join(", ", table.Columns.Select(column => Value(table, column)));
            await Run(connection, $"insert into {table.FullName} ({table.ColumnList}) select {values} from {Staging}{table.Name} o cross join generate_series({first}::bigint, {first + count - 1}::bigint) k", stop);
        }

        await transaction.CommitAsync(stop);
        await Run(connection, "analyze", stop);
        return _unitNo is null ? [] : [.. Enumerable.Range(first, count).Select(UnitNo)];
    }

    private static string? Belongs(Table table, Guid stream) => table switch
    {
        { Name: "mt_streams" } => $"id = '{stream}'",
        _ when table.Columns.Any(column => column is { Name: "stream_id", Type: "uuid" }) => $"stream_id = '{stream}'",
        _ when table.Columns.Any(column => column is { Name: "deal_id", Type: "uuid" }) => $"deal_id = '{stream}'",
        { Name: "idempotency" } => $"location like '%{stream}'",
        _ => null,
    };

    private static string UnitNo(int number) => $"440399005003GB{(number / 100_000_000).ToString("00000", CultureInfo.InvariantCulture)}F{(number % 100_000_000).ToString("00000000", CultureInfo.InvariantCulture)}";

    private string Value(Table table, Column column)
    {
        var own = $"o.\"{column.Name}\"";
        return column switch
        {
            { Name: Table.Sequence } => $"nextval('{table.FullName}_sequence')",
            { Type: "uuid" } => Identifier($"{own}::text"),
            _ when table.IsKeyText(column) => _unitNo is null ? $"{own} || '-' || k" : $"case when {own} = '{_unitNo}' then {NewUnitNo} else {own} || '-' || k end",
            _ when _unitNo is not null && (column.IsText || column.Type == "jsonb") => $"replace(replace({own}::text, '{_unitNo}', {NewUnitNo}), '{_stream}', {Identifier($"'{_stream}'")}::text)::{column.Type}",
            _ => own,
        };
    }

    private const string NewUnitNo = "('440399005003GB' || lpad((k / 100000000)::text, 5, '0') || 'F' || lpad((k % 100000000)::text, 8, '0'))";

    // The same original gives the same value in each table of one copy, and they grow with the copies, as real ones do with time.
    private static string Identifier(string original) => $"(lpad(to_hex(k), 12, '0') || substr(md5({original} || k), 1, 20))::uuid";

    private static async Task Run(NpgsqlConnection connection, string statement, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(stop);
    }
}
