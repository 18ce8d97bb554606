using System.Diagnostics;
using System.Text.Json;
using JasperFx.Events;
using Marten;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>
/// Carries out commands on one kind of stream:
/// <code>
/// 1. load the state          2. ask the decision           3. append its events
/// 4. queue what follows: outbox rows, deadlines, natural keys, the service's own rows
/// 5. queue the record of the trigger: inbox row, kept answer, or the deadline's removal
/// 6. commit all of it at once                              7. hand the outbox rows to the dispatcher
/// </code>
/// A lost race starts again at 1 in a fresh session, a few times; then a request is refused with status 409, and a message or
/// a deadline fails, to come again.
/// </summary>
public sealed class Commands<TState>(
    IDocumentStore store,
    NpgsqlDataSource database,
    IReactions<TState> reactions,
    IEnumerable<IRows<TState>> rows,
    NaturalKeys keys,
    NaturalKeyErrors keyErrors,
    OutboxDispatcher outbox,
    DeadlineSignal deadlines,
    TimeProvider clock,
    WorkingCalendar calendar,
    DueCommandTypes dueCommands,
    ILogger<Commands<TState>> log)
    where TState : class, IState<TState>
{
    private const int Attempts = 6;

    /// <summary>Carries out one command.</summary>
    /// <param name="streamId">The stream; for a new one a fresh UUIDv7.</param>
    /// <param name="trigger">What set it off; a repetition changes nothing.</param>
    /// <param name="decide">The decision. May be asked several times; must be pure.</param>
    /// <param name="answer">For HTTP requests: the answer to keep, from the state after it.</param>
    public async Task<Outcome<TState>> Run(
        Guid streamId, Trigger trigger, Func<TState?, Facts, Decision> decide, Func<Outcome<TState>, StoredAnswer>? answer = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Try(streamId, trigger, decide, answer);
            }
            catch (Exception failure) when (Repetition.IsRepeated(failure, trigger))
            {
                return await Repeated(streamId, trigger);
            }
            catch (Exception failure) when (PostgresFault.IsLostRace(failure) || PostgresFault.IsTransient(failure))
            {
                if (attempt == Attempts)
                {
                    // A caller can be told to try again. A message or a deadline cannot: it has to come again by itself.
                    if (trigger is not Trigger.Request || !PostgresFault.IsLostRace(failure)) throw;
                    log.LogWarning(failure, "Command on {Stream} lost {Attempts} races", streamId, attempt);
                    return new Outcome<TState>(null, [], 0, ChassisErrors.Contended);
                }

                // Full jitter: the losers of a race must not meet again at the same moment.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt)), CancellationToken.None);
            }
        }
    }

    /// <summary>The current state, or null. For reads and for gathering facts before a decision.</summary>
    public async Task<(TState? State, long Version)> Load(Guid streamId, CancellationToken cancel = default)
    {
        await using var session = store.LightweightSession();
        var stream = await session.Events.FetchForWriting<Folded<TState>>(streamId, cancel);
        return (stream.Aggregate?.State, stream.CurrentVersion ?? 0);
    }

    private async Task<Outcome<TState>> Try(
        Guid streamId, Trigger trigger, Func<TState?, Facts, Decision> decide, Func<Outcome<TState>, StoredAnswer>? answer)
    {
        if (await Repetition.Find(database, trigger) is { } earlier)
            return new Outcome<TState>(null, [], 0, earlier.Refusal, earlier.Answer);

        await using var session = store.LightweightSession();
        var stream = await session.Events.FetchForWriting<Folded<TState>>(streamId, CancellationToken.None);
        var before = stream.Aggregate?.State;
        var facts = new Facts(clock.GetUtcNow(), calendar);
        var decision = decide(before, facts);

        var version = stream.CurrentVersion ?? 0;
        if (decision.Refusal is { } refusal)
            return await Refused(streamId, trigger, refusal, answer, before, version);

        session.SetHeader("actor", trigger.Actor);
        if (Activity.Current?.Id is { } span) session.SetHeader("traceparent", span);

        var recorded = Record(session, stream, decision, before, facts);
        // The deadline that fired goes first: its own command may set it anew.
        Repetition.Record(session, trigger);
        var consequences = new Consequences(session, streamId, dueCommands);
        for (var (state, i) = (before, 0); i < recorded.Count; state = recorded[i++].After)
            consequences.Queue(recorded[i].Id, reactions.React(state, recorded[i].Data, recorded[i].After, facts));
        if (recorded.Count > 0)
            foreach (var writer in rows) writer.Queue(session, streamId, recorded[^1].After, recorded);

        var after = recorded.Count > 0 ? recorded[^1].After : before;
        var outcome = new Outcome<TState>(after, decision.Events, version + recorded.Count, null);
        if (trigger is Trigger.Request request && answer is not null)
            Repetition.Keep(session, request, answer(outcome));

        // A caller that hangs up must not leave the hand-off undone: the commit takes no cancellation token.
        try
        {
            await session.SaveChangesAsync(CancellationToken.None);
        }
        catch (Exception failure) when (PostgresFault.ViolatedKey(failure) == Tables.NaturalKey)
        {
            if (await keys.HeldByAnother(consequences.Claims, streamId) is not { } held) throw;
            return await Refused(streamId, trigger, keyErrors.For(held), answer, before, version);
        }

        outbox.HandOff(consequences.Published);
        deadlines.Raise();
        return outcome;
    }

    private static List<RecordedEvent<TState>> Record(
        IDocumentSession session, JasperFx.Events.IEventStream<Folded<TState>> stream, Decision decision, TState? before, Facts facts)
    {
        var state = before;
        var recorded = new List<RecordedEvent<TState>>(decision.Events.Count);
        foreach (var data in decision.Events)
        {
            state = TState.Evolve(state, data);
            var e = session.Events.BuildEvent(data);
            e.Id = Guid.CreateVersion7();
            stream.AppendOne(e);
            recorded.Add(new RecordedEvent<TState>(e.Id, data, state, facts.Now));
        }

        return recorded;
    }

    private async Task<Outcome<TState>> Refused(
        Guid streamId, Trigger trigger, Refusal refusal, Func<Outcome<TState>, StoredAnswer>? answer, TState? state = null, long version = 0)
    {
        var outcome = new Outcome<TState>(state, [], version, refusal);
        log.LogInformation("Refused on {Stream} for {Actor}: {Refusal}", streamId, trigger.Actor, refusal);
        await using var session = store.LightweightSession();
        Repetition.Record(session, trigger);
        if (trigger is Trigger.Request request && answer is not null)
            Repetition.Keep(session, request, answer(outcome));
        await session.SaveChangesAsync(CancellationToken.None);
        return outcome;
    }

    private async Task<Outcome<TState>> Repeated(Guid streamId, Trigger trigger)
    {
        var earlier = await Repetition.Find(database, trigger);
        var (state, version) = await Load(streamId);
        return new Outcome<TState>(state, [], version, earlier?.Refusal, earlier?.Answer);
    }
}
