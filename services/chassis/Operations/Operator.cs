using Npgsql;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Operations;

/// <summary>What an operator wants to know at three in the morning: what waits, since when, and why.</summary>
public sealed class Operator(NpgsqlDataSource database)
{
    /// <summary>The state of the service's queues in its own store.</summary>
    /// <param name="Outbox">Events committed and not yet confirmed by the broker.</param>
    /// <param name="OldestOutboxSeconds">Age of the oldest; above a few seconds the broker is away or a consumer's queue is missing.</param>
    /// <param name="Deadlines">Deadlines set.</param>
    /// <param name="Failing">Deadlines that have failed at least once and are being tried again.</param>
    public sealed record Backlog(long Outbox, double OldestOutboxSeconds, long Deadlines, long Failing);

    /// <summary>A due command that fails.</summary>
    public sealed record FailingCommand(Guid StreamId, string Key, string Command, int Attempts, DateTimeOffset DueAt, string? LastError);

    /// <summary>How much waits.</summary>
    public async Task<Backlog> Read(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("""
            select (select count(*) from outbox), (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 from outbox),
                   (select count(*) from deadlines), (select count(*) from deadlines where last_error is not null)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new Backlog(reader.GetInt64(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3));
    }

    /// <summary>The commands that fail, the longest suffering first.</summary>
    public async Task<IReadOnlyList<FailingCommand>> Failing(CancellationToken cancel) => await database.Read(
        "select stream_id, key, command, attempts, due_at, last_error from deadlines where last_error is not null order by attempts desc, due_at limit 200", [],
        row => new FailingCommand(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5)), cancel);

    /// <summary>Makes all failing commands due at once, after their cause was mended.</summary>
    public async Task<int> RetryAll(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("update deadlines set lease_until = '-infinity' where last_error is not null");
        return await command.ExecuteNonQueryAsync(cancel);
    }
}
