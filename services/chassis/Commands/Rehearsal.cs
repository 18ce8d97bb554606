using Marten;
using Marten.Services;
using Npgsql;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>Goes through the motions of a command and stores nothing, so that the first real one finds everything compiled and prepared.</summary>
internal interface IRehearsal
{
    Task Run(IDocumentStore store, NpgsqlDataSource database, CancellationToken cancel);
}

/// <summary>What a rehearsal appends. It is always rolled back.</summary>
[EventName("chassis.rehearsed.v1")]
internal sealed record Rehearsed(DateTimeOffset At);

/// <summary>A rehearsal on one kind of stream.</summary>
internal sealed class Rehearsal<TState>(TimeProvider clock) : IRehearsal where TState : class, IState<TState>
{
    public async Task Run(IDocumentStore store, NpgsqlDataSource database, CancellationToken cancel)
    {
        var trigger = new Trigger.Request("rehearsal", "rehearsal", Guid.CreateVersion7().ToString(), [0]);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var session = store.LightweightSession(SessionOptions.ForTransaction(transaction));
        var reads = session.CreateBatchQuery();
        _ = reads.AddItem(GroupCommit.Patience(alone: false));
        _ = reads.AddItem(Repetition.Find(trigger)!);
        var stream = reads.Events.FetchForWriting<Folded<TState>>(Guid.CreateVersion7());
        await reads.Execute(cancel);
        var e = session.Events.BuildEvent(new Rehearsed(clock.GetUtcNow()));
        e.SetHeader("actor", trigger.Actor);
        (await stream).AppendOne(e);
        Repetition.Keep(session, trigger, new StoredAnswer(200, "{}", null));
        await session.SaveChangesAsync(cancel);
        await transaction.RollbackAsync(cancel);
    }
}
