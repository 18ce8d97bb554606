using Npgsql;

namespace Pengcheng.Sandbox;

/// <summary>Short ways to say one statement. The tables are in <c>schema.sql</c>.</summary>
public static class Database
{
    /// <summary>A parameter by name.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, string name, object? value)
    {
        command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }

    /// <summary>A statement on an open connection; a transaction begun on that connection is the one it belongs to.</summary>
    public static NpgsqlCommand Sql(this NpgsqlConnection connection, string sql) => new(sql, connection);

    /// <summary>Runs the statement and reads each row.</summary>
    public static async Task<List<T>> Rows<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken stop = default)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(stop);
            var rows = new List<T>();
            while (await reader.ReadAsync(stop)) rows.Add(read(reader));
            return rows;
        }
    }

    /// <summary>The first row, or null.</summary>
    public static async Task<T?> Row<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken stop = default) where T : class
        => (await command.Rows(read, stop)).FirstOrDefault();

    /// <summary>Runs the statement; answers how many rows it touched.</summary>
    public static async Task<int> Run(this NpgsqlCommand command, CancellationToken stop = default)
    {
        await using (command) return await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Runs the statement and answers its one value.</summary>
    public static async Task<T> Value<T>(this NpgsqlCommand command, CancellationToken stop = default)
    {
        await using (command)
            return (T)(await command.ExecuteScalarAsync(stop)
                ?? throw new InvalidOperationException("The statement gave no value."));
    }

    /// <summary>A column that may be null.</summary>
    public static string? Text(this NpgsqlDataReader row, string column)
        => row[column] is string text ? text : null;

    /// <summary>A column by name.</summary>
    public static T Get<T>(this NpgsqlDataReader row, string column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.GetFieldValue<T>(row.GetOrdinal(column));
    }

    /// <summary>A column by name that may be null.</summary>
    public static T? GetOrNull<T>(this NpgsqlDataReader row, string column) where T : struct
    {
        ArgumentNullException.ThrowIfNull(row);
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? null : row.GetFieldValue<T>(ordinal);
    }
}
