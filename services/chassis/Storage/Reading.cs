using System.Reflection;
using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Storage;

/// <summary>Reads the service's own tables.</summary>
public static class Reading
{
    /// <summary>All rows that a statement finds.</summary>
    /// <param name="database">The service's database.</param>
    /// <param name="sql">With its values as <c>$1</c> and further.</param>
    /// <param name="values">The values.</param>
    /// <param name="row">What is made of a row.</param>
    /// <param name="cancel">When the caller is gone.</param>
    public static async Task<List<TRow>> Read<TRow>(
        this NpgsqlDataSource database, string sql, IReadOnlyList<object?> values, Func<NpgsqlDataReader, TRow> row, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<TRow>();
        while (await reader.ReadAsync(cancel)) rows.Add(row(reader));
        return rows;
    }

    /// <summary>All rows that a statement finds, as records: the columns are a record's parameters, in their order; enums are written as their words.</summary>
    public static Task<List<TRow>> Read<TRow>(this NpgsqlDataSource database, string sql, IReadOnlyList<object?> values, CancellationToken cancel) where TRow : class =>
        database.Read(sql, values, RecordRow<TRow>.Of, cancel);

    /// <summary>A column that was written from an enum.</summary>
    /// <exception cref="InvalidOperationException">It is none of the enum's words.</exception>
    public static TEnum Word<TEnum>(this NpgsqlDataReader row, int column) where TEnum : struct, Enum =>
        EnumWords.TryParse<TEnum>(row.GetString(column), out var word, out _) ? word : throw new InvalidOperationException($"{row.GetString(column)} is no {typeof(TEnum).Name}.");
}

/// <summary>Makes a record of a row.</summary>
internal static class RecordRow<TRow> where TRow : class
{
    private static readonly ConstructorInfo Constructor = typeof(TRow).GetConstructors().Single();
    private static readonly ConstructorInvoker Make = ConstructorInvoker.Create(Constructor);
    private static readonly Func<NpgsqlDataReader, int, object?>[] Columns = [.. Constructor.GetParameters().Select(parameter => Column(parameter.ParameterType))];

    public static TRow Of(NpgsqlDataReader row)
    {
        if (row.FieldCount != Columns.Length) throw new InvalidOperationException($"A {typeof(TRow).Name} has {Columns.Length} columns, not {row.FieldCount}.");
        return (TRow)Make.Invoke(Columns.Select((column, i) => row.IsDBNull(i) ? null : column(row, i)).ToArray().AsSpan());
    }

    private static Func<NpgsqlDataReader, int, object?> Column(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return typeof(RecordRow<TRow>).GetMethod(value.IsEnum ? nameof(Word) : nameof(Value), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(value).CreateDelegate<Func<NpgsqlDataReader, int, object?>>();
    }

    private static object? Value<T>(NpgsqlDataReader row, int column) => row.GetFieldValue<T>(column);

    private static object Word<T>(NpgsqlDataReader row, int column) where T : struct, Enum => row.Word<T>(column);
}
