using Npgsql;

namespace Pengcheng.Bench.Worlds;

/// <summary>Statements of the bench itself, on one connection each.</summary>
public static class Sql
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a statement, or several.</summary>
    public static async Task Run(string database, string statement, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The first value of the first row, or null.</summary>
    public static async Task<object?> One(string database, string query, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand(query, connection);
        return await command.ExecuteScalarAsync(stop);
    }

    /// <summary>Each row.</summary>
    public static async Task Read(string database, string query, Action<NpgsqlDataReader> row, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(stop);
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 300 };
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) row(reader);
    }

    /// <summary>Waits for a condition.</summary>
    /// <exception cref="BenchFailedException">It did not come true.</exception>
    public static async Task Until(Func<Task<bool>> condition, string what, CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > Patience) throw new BenchFailedException($"It did not come true that {what}.");
            await Task.Delay(50, stop);
        }
    }
}

/// <summary>A measurement could not be made, and the figure would be wrong.</summary>
public sealed class BenchFailedException(string message) : Exception(message);
