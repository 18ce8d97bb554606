using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Floors;

/// <summary>A table of a service as PostgreSQL knows it: so much of it as is needed to write rows like those that are there.</summary>
/// <param name="Schema">The service's schema.</param>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns, without generated ones.</param>
/// <param name="Unique">The columns of each of its unique indexes.</param>
public sealed record Table(string Schema, string Name, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<string>> Unique)
{
    /// <summary>Marten's running number of events.</summary>
    public const string Sequence = "seq_id";

    /// <summary>With its schema.</summary>
    public string FullName => $"{Schema}.{Name}";

    /// <summary>All columns, as in an insert.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    /// <summary>Whether two rows can differ in nothing but this text: then a copy needs another one.</summary>
    public bool IsKeyText(Column column) => column.IsText && Unique.Any(index =>
        index.LastOrDefault(name => Columns.Single(one => one.Name == name).IsText) == column.Name
        && !Columns.Any(other => index.Contains(other.Name) && (other.Type == "uuid" || other.Name == Sequence)));

    /// <summary>The tables of a schema; those that hold events last but their streams before them, as foreign keys want it.</summary>
    public static async Task<IReadOnlyList<Table>> In(string database, string schema, CancellationToken stop)
    {
        var columns = new List<(string Table, Column Column)>();
        await Sql.Read(database, $"""
            select c.relname, a.attname, format_type(a.atttypid, null) from pg_class c
            join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
            where n.nspname = '{schema}' and c.relkind in ('r', 'p') and not c.relispartition
              and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by c.relname, a.attnum
            """, row => columns.Add((row.GetString(0), new Column(row.GetString(1), row.GetString(2)))), stop);
        var indexes = new List<(string Table, string[] Columns)>();
        await Sql.Read(database, $"""
            select c.relname, array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(number, place)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number order by k.place)
            from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = '{schema}' and i.indisunique and c.relkind in ('r', 'p') and not c.relispartition
            """, row => indexes.Add((row.GetString(0), row.GetFieldValue<string[]>(1))), stop);
        return
        [
            .. columns.GroupBy(one => one.Table, one => one.Column)
                .Select(table => new Table(schema, table.Key, [.. table], [.. indexes.Where(index => index.Table == table.Key).Select(index => index.Columns)]))
                .OrderBy(table => table.Name switch { "mt_streams" => 0, "mt_events" => 1, _ => 2 }),
        ];
    }
}

/// <summary>A column and its type.</summary>
public sealed record Column(string Name, string Type)
{
    /// <summary>Whether it holds text of any length.</summary>
    public bool IsText => Type is "text" or "character varying";
}
