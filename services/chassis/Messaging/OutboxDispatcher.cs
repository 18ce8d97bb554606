using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Pengcheng.Chassis.Messaging;

/// <summary>
/// The fast path from commit to broker:
/// <code>
/// commit ──HandOff──> channel ──> publish, each at once ──confirm──> channel ──> delete, many at a time
/// </code>
/// What it fails to send, or never sees because the process died, stays in the table for the sweep.
/// </summary>
public sealed class OutboxDispatcher : BackgroundService
{
    private const int Unconfirmed = 512, Deleted = 2000;

    // Nobody waits for a deletion, and the sweep looks at older rows only.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly Channel<OutboxRow> _rows = Channel.CreateBounded<OutboxRow>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly Channel<Guid> _confirmed = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Rows not yet confirmed at the end are in the table, and another replica or the next start sends them.
        await Task.WhenAll(Send(stoppingToken), Delete(stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await DeleteConfirmed();
    }

    private Task Send(CancellationToken stop) => Parallel.ForEachAsync(
        _rows.Reader.ReadAllAsync(stop), new ParallelOptions { MaxDegreeOfParallelism = Unconfirmed, CancellationToken = stop }, Send);

    private async ValueTask Send(OutboxRow row, CancellationToken stop)
    {
        try
        {
            await _faults.BeforePublish();
            await _publisher.Publish(row, stop);
            _confirmed.Writer.TryWrite(row.MessageId);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            _log.LogWarning(failure, "Publishing {Type} {MessageId} failed; the sweep will send it", row.Type, row.MessageId);
        }
    }

    private async Task Delete(CancellationToken stop)
    {
        while (await _confirmed.Reader.WaitToReadAsync(stop))
        {
            await Task.Delay(Gather, stop);
            await DeleteConfirmed();
        }
    }

    private async Task DeleteConfirmed()
    {
        var confirmed = new List<Guid>();
        while (confirmed.Count < Deleted && _confirmed.Reader.TryRead(out var id)) confirmed.Add(id);
        if (confirmed.Count == 0) return;
        try
        {
            await _faults.BeforeDelete();
            await using var command = _database.CreateCommand("delete from outbox where message_id = any($1)");
            command.Parameters.AddWithValue(confirmed.ToArray());
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            _log.LogWarning(failure, "{Count} confirmed outbox rows could not be deleted; the sweep will send them again", confirmed.Count);
        }
    }
}

/// <summary>Where a test cuts the outbox: between commit and publish, and between confirm and delete. Does nothing otherwise.</summary>
internal sealed class OutboxFaults
{
    public Func<Task> BeforePublish { get; set; } = () => Task.CompletedTask;

    public Func<Task> BeforeDelete { get; set; } = () => Task.CompletedTask;
}
