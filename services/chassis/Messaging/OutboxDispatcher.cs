using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Pengcheng.Chassis.Messaging;

/// <summary>
/// The fast path from commit to broker:
/// <code>
/// commit ──HandOff──> channel ──> publish, many at a time ──confirms──> delete the confirmed rows
/// </code>
/// What it fails to send, or never sees because the process died, stays in the table for the sweep.
/// </summary>
public sealed class OutboxDispatcher : BackgroundService
{
    private const int Lanes = 2, BatchSize = 256;

    private readonly Channel<OutboxRow> _rows = Channel.CreateBounded<OutboxRow>(new BoundedChannelOptions(10_000) { SingleReader = false });
    private readonly Publisher _publisher;
    private readonly NpgsqlDataSource _database;
    private readonly OutboxFaults _faults;
    private readonly ILogger<OutboxDispatcher> _log;

    internal OutboxDispatcher(Publisher publisher, NpgsqlDataSource database, OutboxFaults faults, ILogger<OutboxDispatcher> log) =>
        (_publisher, _database, _faults, _log) = (publisher, database, faults, log);

    /// <summary>Takes over rows that have just been committed. Never blocks and never throws: the sweep is behind it.</summary>
    public void HandOff(IReadOnlyList<OutboxRow> rows)
    {
        foreach (var row in rows)
            if (!_rows.Writer.TryWrite(row)) return;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Lane(stoppingToken)));

    private async Task Lane(CancellationToken stop)
    {
        var batch = new List<OutboxRow>(BatchSize);
        try
        {
            while (await _rows.Reader.WaitToReadAsync(stop))
            {
                while (batch.Count < BatchSize && _rows.Reader.TryRead(out var row)) batch.Add(row);
                // The other lane may have been quicker.
                if (batch.Count == 0) continue;
                await Send(batch, stop);
                batch.Clear();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping: rows not yet confirmed are in the table, and another replica or the next start sends them.
        }
    }

    private async Task Send(List<OutboxRow> batch, CancellationToken stop)
    {
        try
        {
            await _faults.BeforePublish();
            var confirmed = await Confirmed(_publisher, batch, _log, stop);
            await _faults.BeforeDelete();
            await Delete(_database, confirmed);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            _log.LogWarning(failure, "Outbox hand-off of {Count} rows failed; the sweep will send them", batch.Count);
        }
    }

    internal static async Task<Guid[]> Confirmed(Publisher publisher, IReadOnlyList<OutboxRow> batch, ILogger log, CancellationToken stop)
    {
        var sends = await Task.WhenAll(batch.Select(async row =>
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

    private static async Task Delete(NpgsqlDataSource database, Guid[] confirmed)
    {
        if (confirmed.Length == 0) return;
        await using var command = database.CreateCommand("delete from outbox where message_id = any($1)");
        command.Parameters.AddWithValue(confirmed);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}

/// <summary>Where a test cuts the outbox: between commit and publish, and between confirm and delete. Does nothing otherwise.</summary>
internal sealed class OutboxFaults
{
    public Func<Task> BeforePublish { get; set; } = () => Task.CompletedTask;

    public Func<Task> BeforeDelete { get; set; } = () => Task.CompletedTask;
}
