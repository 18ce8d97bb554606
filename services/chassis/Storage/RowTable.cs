using JasperFx;
using Weasel.Core;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Pengcheng.Chassis.Storage;

/// <summary>
/// A table of the service's own whose rows follow from streams' events:
/// <code>
/// new RowTable("visits", "visit_id uuid, uscc text, bodies text[], day date, closed_on date?", "uscc, day", "bodies gin")
/// </code>
/// The first column is the id of the stream that a row belongs to. It is also the primary key, unless columns are marked as <c>key</c>.
/// A column marked as <c>once</c> keeps its first value. A type that ends with <c>?</c> may be null. Each further text is an index; the stream's column has one in any case.
/// </summary>
public sealed class RowTable
{
    private readonly string _name;
    private readonly IReadOnlyList<Column> _columns;
    private readonly IReadOnlyList<string> _indexes;

    /// <summary>A table by its name, its columns and its indexes.</summary>
    public RowTable(string name, string columns, params string[] indexes)
    {
        var read = columns.Split(',', StringSplitOptions.TrimEntries).Select(Column.Read).ToList();
        if (!read.Exists(column => column.IsKey)) read[0] = read[0] with { IsKey = true };
        _name = name;
        _columns = read;
        _indexes = read[0].IsKey ? indexes : [.. indexes, read[0].Name];

        var (names, places) = (string.Join(", ", read.Select(column => column.Name)), string.Join(", ", read.Select(_ => "?")));
        Insert = $"insert into {name} ({names}) values ({places})";
        Upsert = $"{Insert} on conflict ({string.Join(", ", read.Where(column => column.IsKey).Select(column => column.Name))}) do update set "
            + string.Join(", ", read.Where(column => !column.IsKey && !column.IsOnce).Select(column => $"{column.Name} = excluded.{column.Name}"));
        Delete = $"delete from {name} where {read[0].Name} = ?";
    }

    /// <summary>How many values a row has, the stream's id included.</summary>
    public int Width => _columns.Count;

    internal string Insert { get; }

    internal string Upsert { get; }

    internal string Delete { get; }

    /// <inheritdoc/>
    public override string ToString() => _name;

    internal ISchemaObject In(string schema)
    {
        var table = new Table(new PostgresqlObjectName(schema, _name, SchemaUtils.IdentifierUsage.General)) { PrimaryKeyName = $"pk_{_name}" };
        foreach (var column in _columns)
        {
            var added = table.AddColumn(column.Name, column.Type);
            if (column.IsKey) added.AsPrimaryKey();
            else if (!column.IsNullable) added.NotNull();
        }

        foreach (var index in _indexes)
        {
            var isGin = index.EndsWith(" gin", StringComparison.Ordinal);
            string[] names = (isGin ? index[..^4] : index).Split(',', StringSplitOptions.TrimEntries);
            table.Indexes.Add(new IndexDefinition($"ix_{_name}_{string.Join('_', names)}") { Columns = names, Method = isGin ? IndexMethod.gin : IndexMethod.btree });
        }

        return table;
    }

    private sealed record Column(string Name, string Type, bool IsNullable, bool IsKey, bool IsOnce)
    {
        public static Column Read(string text)
        {
            var words = text.Split(' ').ToList();
            var (isKey, isOnce) = (words.Remove("key"), words.Remove("once"));
            if (words.Count < 2) throw new ArgumentException($"A column has a name and a type: {text}");
            var type = string.Join(' ', words.Skip(1));
            return new Column(words[0], type.TrimEnd('?'), type.EndsWith('?'), isKey, isOnce);
        }
    }
}
