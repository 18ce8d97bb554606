using System.Diagnostics;
using JasperFx.Events;
using Marten;
using Marten.Services;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Storage;

/// <summary>Builds the rows of one kind of stream anew from its events.</summary>
public interface IRebuild
{
    /// <summary>Of which state.</summary>
    string Of { get; }

    /// <summary>All streams, one transaction each.</summary>
    Task<Rebuilt> Run(CancellationToken cancel);
}

/// <summary>What a rebuild went through.</summary>
/// <param name="Of">Of which state.</param>
/// <param name="Streams">How many streams.</param>
/// <param name="Events">How many events.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record Rebuilt(string Of, long Streams, long Events, double Seconds);

/// <summary>
/// Some streams after the other: their rows are locked as a commit would lock them, what they have in the tables is deleted, and all of
/// their events write their rows again. Commits on other streams go on; one on the same stream waits for some hundredths of a second. Readers see
/// the old rows or the new ones, never none. Stopped in the middle, it has done no harm and begins anew.
/// </summary>
internal sealed class Rebuild<TState>(IDocumentStore store, NpgsqlDataSource database, IEnumerable<IRows<TState>> rows, ILogger<Rebuild<TState>> log) : IRebuild where TState : class, IState<TState>
{
    private const int Together = 32;

    private readonly IReadOnlyList<IRows<TState>> _rows = [.. rows];

    public string Of => typeof(TState).Name;

    public async Task<Rebuilt> Run(CancellationToken cancel)
    {
        var begun = Stopwatch.GetTimestamp();
        var (streams, events) = (0L, 0L);
        if (_rows.Count == 0) return new Rebuilt(Of, 0, 0, 0);
        foreach (var some in (await Streams(cancel)).Chunk(Together))
        {
            events += await Anew(some, cancel);
            streams += some.Length;
        }

        var done = new Rebuilt(Of, streams, events, Stopwatch.GetElapsedTime(begun).TotalSeconds);
        log.LogInformation("Rows of {State} were built anew from {Events} events of {Streams} streams in {Seconds:0.0} s", Of, events, streams, done.Seconds);
        return done;
    }

    private async Task<List<Guid>> Streams(CancellationToken cancel)
    {
        await using var command = database.CreateCommand("select id from mt_streams where type = $1 order by id");
        // As Marten writes the kind of a stream.
        command.Parameters.AddWithValue($"{nameof(Folded<>)}<{typeof(TState).Name}>");
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancel)) ids.Add(reader.GetGuid(0));
        return ids;
    }

    private async Task<int> Anew(Guid[] streams, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // In the order in which commits lock. Whatever a crash of the server takes back is built again.
        await using (var hold = new NpgsqlCommand("select set_config('synchronous_commit', 'off', true) from mt_streams where id = any($1) order by id for update", connection, transaction))
        {
            hold.Parameters.AddWithValue(streams);
            await hold.ExecuteNonQueryAsync(cancel);
        }

        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
        var reads = session.CreateBatchQuery();
        var histories = streams.Select(stream => (Stream: stream, Events: reads.Events.FetchStream(stream))).ToList();
        await reads.Execute(cancel);
        var count = 0;
        foreach (var (stream, history) in histories) count += Queue(session, stream, await history);
        await session.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return count;
    }

    private int Queue(IDocumentSession session, Guid stream, IReadOnlyList<IEvent> history)
    {
        var recorded = new List<RecordedEvent<TState>>(history.Count);
        TState? state = null;
        foreach (var e in history)
        {
            var after = TState.Evolve(state, e.Data);
            recorded.Add(new RecordedEvent<TState>(e.Id, e.Data, state, after, e.Timestamp));
            state = after;
        }

        if (state is null) return 0;
        foreach (var own in _rows) own.Forget(session, stream);
        foreach (var own in _rows) own.Queue(session, stream, state, recorded);
        return recorded.Count;
    }
}
