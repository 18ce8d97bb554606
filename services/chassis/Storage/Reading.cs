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

    /// <summary>A column that was written from an enum.</summary>
    /// <exception cref="InvalidOperationException">It is none of the enum's words.</exception>
    public static TEnum Word<TEnum>(this NpgsqlDataReader row, int column) where TEnum : struct, Enum =>
        EnumWords.TryParse<TEnum>(row.GetString(column), out var word, out _) ? word : throw new InvalidOperationException($"{row.GetString(column)} is no {typeof(TEnum).Name}.");
}
