using Marten;
using Microsoft.Extensions.Logging;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>
/// Carries out commands on one kind of stream:
/// <code>
/// 1. load the state, and look whether the trigger is known    2. ask the decision    3. append its events
/// 4. queue what follows: outbox rows, deadlines, natural keys, the service's own rows
/// 5. queue the record of the trigger: inbox row, kept answer, or the deadline's removal
/// 6. commit all of it at once                                 7. hand the outbox rows to the dispatcher
/// </code>
/// Steps 1 and 6 are shared with the commands of the same moment (<see cref="GroupCommit"/>); what happens to those is not seen
/// here. A lost race starts again at 1, a few times; then a request is refused with status 409, and a message or a deadline
/// fails, to come again.
/// </summary>
public sealed class Commands<TState>(
    IDocumentStore store,
    GroupCommit commits,
    IReactions<TState> reactions,
    IEnumerable<IRows<TState>> rows,
    NaturalKeys keys,
    OutboxDispatcher outbox,
    DeadlineSignal deadlines,
    TimeProvider clock,
    WorkingCalendar calendar,
    DueCommandTypes dueCommands,
    ILogger<Commands<TState>> log)
    where TState : class, IState<TState>
{
    private const int Attempts = 6;

    private readonly Follow<TState> _follow = new(reactions, [.. rows], dueCommands, () => new Facts(clock.GetUtcNow(), calendar));

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
            // Whoever lost a race would only drag others into the next one.
            var member = new Member<TState>(streamId, trigger, decide, answer, _follow) { Alone = attempt > 1 };
            commits.Add(member);
            try
            {
                var outcome = await member.Outcome;
                // By this commit, or by an earlier one that this one has found.
                if (trigger is Trigger.Due due) due.Removed();
                Follow(member, outcome);
                return outcome;
            }
            catch (Exception failure) when (attempt < Attempts && Repetition.IsRepeated(failure, trigger))
            {
                // The other one is committed now, and the next look finds it.
            }
            catch (Exception failure) when (attempt < Attempts && PostgresFault.ViolatedKey(failure) == Tables.NaturalKey)
            {
                if (await keys.HeldByAnother(member.Consequences?.Claims ?? [], streamId) is not { } held) throw;
                decide = (_, _) => held.Refused;
            }
            catch (Exception failure) when (PostgresFault.IsLostRace(failure) || PostgresFault.IsTransient(failure))
            {
                if (attempt == Attempts)
                {
                    // A caller can be told to try again. A message or a deadline cannot: it has to come again by itself.
                    if (trigger is not Trigger.Request || !PostgresFault.IsLostRace(failure)) throw;
                    log.LogWarning(failure, "Command on {Stream} lost {Attempts} races", streamId, attempt);
                    return new Outcome<TState>(null, [], 0, Errors.ChassisErrors.Contended);
                }

                await Task.Delay(Pause(attempt), CancellationToken.None);
            }
        }
    }

    /// <summary>The current state, or null. For reads and for gathering facts before a decision.</summary>
    public async Task<(TState? State, long Version)> Load(Guid streamId, CancellationToken cancel = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var session = store.LightweightSession();
                var stream = await session.Events.FetchForWriting<Folded<TState>>(streamId, cancel);
                return (stream.Aggregate?.State, stream.CurrentVersion ?? 0);
            }
            catch (Exception failure) when (attempt < 4 && PostgresFault.IsTransient(failure))
            {
                await Task.Delay(Pause(attempt), cancel);
            }
        }
    }

    // Full jitter: the losers of a race must not meet again at the same moment.
    private static TimeSpan Pause(int attempt) => TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << attempt));

    private void Follow(Member<TState> member, Outcome<TState> outcome)
    {
        if (outcome is { Refusal: { } refusal, Replay: null })
            log.LogInformation("Refused on {Stream} for {Actor}: {Refusal}", member.StreamId, member.Actor, refusal);
        if (member.Consequences is not { } consequences) return;
        outbox.HandOff(consequences.Published);
        if (consequences.DueNow) deadlines.Raise();
    }
}
