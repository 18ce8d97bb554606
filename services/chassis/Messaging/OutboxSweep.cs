using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Messaging;

/// <summary>
/// The safe path: every replica looks for rows that a crash, a full channel or a broker outage left behind,
/// locks some of them, publishes, and deletes the confirmed ones in the same transaction. Locked rows are skipped by the
/// other replicas; a crash frees them again. At least once: a row may have been published before.
/// </summary>
internal sealed class OutboxSweep(Publisher publisher, NpgsqlDataSource database, OutboxFaults faults, ILogger<OutboxSweep> log) : BackgroundService
{
    private const string Take = """
        select message_id, type, body::text, trace_parent from outbox
        where created_at < clock_timestamp() - interval '2 seconds'
        order by created_at limit 500 for update skip locked
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A full page means that more is waiting.
                while (await Sweep(stoppingToken) == 500) { }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "The outbox sweep failed and will try again");
            }

            // Jitter keeps the replicas apart.
            await Task.Delay(Pause + TimeSpan.FromMilliseconds(Random.Shared.Next(500)), stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> Sweep(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var rows = await Read(connection, transaction, stop);
        if (rows.Count == 0) return 0;

        log.LogInformation("The outbox sweep sends {Count} rows", rows.Count);
        await faults.BeforePublish();
        var confirmed = await Publish(rows, stop);
        await faults.BeforeDelete();
        await using var delete = new NpgsqlCommand("delete from outbox where message_id = any($1)", connection, transaction);
        delete.Parameters.AddWithValue(confirmed);
        await delete.ExecuteNonQueryAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        // None confirmed: the broker is away. Pause rather than spin.
        return confirmed.Length == 0 ? 0 : rows.Count;
    }

    private async Task<Guid[]> Publish(List<OutboxRow> rows, CancellationToken stop)
    {
        var sends = await Task.WhenAll(rows.Select(async row =>
        {
            try
            {
                await publisher.Publish(row, stop);
                return row.MessageId;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Publishing {Type} {MessageId} failed; it stays in the outbox", row.Type, row.MessageId);
                return Guid.Empty;
            }
        }));
        return [.. sends.Where(id => id != Guid.Empty)];
    }

    private async Task<List<OutboxRow>> Read(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop)
    {
        var rows = new List<OutboxRow>();
        await using var command = new NpgsqlCommand(Take, connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            var (type, body) = (reader.GetString(1), reader.GetString(2));
            if (IntegrationEvents.TypeOf(type) is not { } contract || JsonSerializer.Deserialize(body, contract, ContractJson.Events) is not { } message)
            {
                // An older replica during a rolling upgrade: a newer one will know it.
                log.LogError("The outbox holds {Type}, which this version does not know", type);
                continue;
            }

            var trace = await reader.IsDBNullAsync(3, stop) ? null : reader.GetString(3);
            rows.Add(new OutboxRow(reader.GetGuid(0), message, type, body, trace));
        }

        return rows;
    }
}
