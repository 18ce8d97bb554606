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
internal interface IRebuild
{
    /// <summary>All streams, some at a time; says after each how far it is.</summary>
    Task Run(Func<Rebuilt, Task> say, CancellationToken cancel);
}

/// <summary>How far the rows of one kind of stream are.</summary>
/// <param name="Of">Of which state.</param>
/// <param name="Streams">How many streams are done.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Events">How many events they had.</param>
/// <param name="Seconds">How long it took up to now.</param>
public sealed record Rebuilt(string Of, long Streams, long Total, long Events, double Seconds);

/// <summary>
/// Some streams after the other: their rows are locked as a commit would lock them, what they have in the tables is deleted, and all of
/// their events write their rows again. Commits on other streams go on; one on the same stream waits for some hundredths of a second. Readers see
/// the old rows or the new ones, never none. Stopped in the middle, it has done no harm and begins anew.
/// </summary>
internal sealed class Rebuild<TState>(IDocumentStore store, NpgsqlDataSource database, IEnumerable<IRows<TState>> rows, ILogger<Rebuild<TState>> log) : IRebuild where TState : class, IState<TState>
{
    private const int Together = 32;

    private readonly IReadOnlyList<IRows<TState>> _rows = [.. rows];

    public async Task Run(Func<Rebuilt, Task> say, CancellationToken cancel)
    {
        if (_rows.Count == 0) return;
        var begun = Stopwatch.GetTimestamp();
        var ids = await Streams(cancel);
        var done = new Rebuilt(typeof(TState).Name, 0, ids.Count, 0, 0);
        await say(done);
        foreach (var some in ids.Chunk(Together))
        {
            var events = await Anew(some, cancel);
            done = done with { Streams = done.Streams + some.Length, Events = done.Events + events, Seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds };
            await say(done);
        }

        log.LogInformation("Rows of {State} were built anew from {Events} events of {Streams} streams in {Seconds:0.0} s", done.Of, done.Events, done.Streams, done.Seconds);
    }

    // By the kind of a stream as Marten writes it.
    private Task<List<Guid>> Streams(CancellationToken cancel) =>
        database.Read("select id from mt_streams where type = $1 order by id", [$"{nameof(Folded<>)}<{typeof(TState).Name}>"], row => row.GetGuid(0), cancel);

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
        var writer = new RowWriter(session, stream);
        foreach (var table in _rows.SelectMany(own => own.Tables)) writer.Forget(table);
        foreach (var own in _rows) own.Write(writer, state, recorded);
        return recorded.Count;
    }
}
