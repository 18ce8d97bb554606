using System.Diagnostics;
using System.Runtime.ExceptionServices;
using JasperFx.Events;
using Marten;
using Marten.Services.BatchQuerying;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Commands;

/// <summary>What a kind of stream gives to a decision, and what it adds to its commit.</summary>
internal sealed record Follow<TState>(
    IReactions<TState> Reactions, IReadOnlyList<IRows<TState>> Rows, DueCommandTypes DueCommands, Func<Facts> Facts) where TState : class;

/// <summary>
/// One command on one stream, as a member of a commit. All that it adds it adds to a session that it shares, so everything that
/// is its own (actor, trace) is written to its events and rows, and nothing to the session.
/// </summary>
internal sealed class Member<TState>(
    Guid streamId, Trigger trigger, Func<TState?, Facts, Decision> decide, Func<Outcome<TState>, StoredAnswer>? answer,
    Follow<TState> follow)
    : IMember where TState : class, IState<TState>
{
    private readonly TaskCompletionSource<Outcome<TState>> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ExecutionContext? _context = trigger is Trigger.Anonymous ? Untraced() : ExecutionContext.Capture();
    private readonly Activity? _activity = trigger is Trigger.Anonymous ? null : Activity.Current;
    private Task<Repetition.Earlier?> _earlier = null!;
    private Task<IEventStream<Folded<TState>>> _stream = null!;
    private Outcome<TState>? _outcome;
    private ExceptionDispatchInfo? _crash;

    public Guid StreamId => streamId;

    public string Actor => trigger.Actor;

    public object TriggerKey { get; } = Repetition.KeyOf(trigger);

    public bool Alone { get; set; }

    public ActivityContext Origin => _activity?.Context ?? default;

    /// <summary>What became of it.</summary>
    public Task<Outcome<TState>> Outcome => _done.Task;

    /// <summary>What its last decision published, scheduled and claimed.</summary>
    public Consequences? Consequences { get; private set; }

    public void Read(IBatchedQuery reads)
    {
        _earlier = Repetition.Find(trigger) is { } look ? reads.AddItem(look) : Task.FromResult<Repetition.Earlier?>(null);
        _stream = reads.Events.FetchForWriting<Folded<TState>>(streamId);
    }

    public async Task Prepare(IDocumentSession session)
    {
        (_outcome, _crash, Consequences) = (null, null, null);
        if (await _earlier is { } earlier)
        {
            _outcome = new Outcome<TState>(null, [], 0, earlier.Refusal, earlier.Answer);
            return;
        }

        var stream = await _stream;
        // The decision finds the trace, the culture and whatever else flows with its caller.
        if (_context is null) Decide(session, stream);
        else ExecutionContext.Run(_context, _ => Decide(session, stream), null);
    }

    public void Committed()
    {
        if (_crash is not null) _done.SetException(_crash.SourceException);
        else _done.SetResult(_outcome!);
    }

    public void Failed(Exception failure) => _done.SetException(failure);

    // Rows take their trace from what flows with the caller; here it must not be there to take.
    private static ExecutionContext? Untraced()
    {
        var trace = Activity.Current;
        Activity.Current = null;
        try
        {
            return ExecutionContext.Capture();
        }
        finally
        {
            Activity.Current = trace;
        }
    }

    private void Decide(IDocumentSession session, IEventStream<Folded<TState>> stream)
    {
        var (before, version, now) = (stream.Aggregate?.State, stream.CurrentVersion ?? 0, follow.Facts());
        Decision decision;
        try
        {
            decision = before is not null || version == 0 ? decide(before, now)
                // A stream of another kind. A caller has mistaken an id; anybody else has a defect.
                : trigger is Trigger.Request ? ChassisErrors.NotFound
                : throw new InvalidOperationException($"{streamId} is no {typeof(TState).Name}.");
        }
        catch (Exception crash)
        {
            // Nothing is queued yet, so it is nobody else's matter.
            _crash = ExceptionDispatchInfo.Capture(crash);
            return;
        }

        var recorded = Append(session, stream, decision, before, now);
        // The deadline that fired goes first: its own command may set it anew.
        Repetition.Record(session, trigger);
        Consequences = new Consequences(session, streamId, follow.DueCommands);
        foreach (var e in recorded) Consequences.Queue(e.Id, follow.Reactions.React(e.Before, e.Data, e.After, now), now.Now);
        if (recorded.Count > 0)
            foreach (var rows in follow.Rows) rows.Write(new RowWriter(session, streamId), recorded[^1].After, recorded);

        _outcome = new Outcome<TState>(recorded.Count > 0 ? recorded[^1].After : before, decision.Events, version + recorded.Count, decision.Refusal);
        if (trigger is Trigger.Request request && answer is not null)
            Repetition.Keep(session, request, answer(_outcome));
    }

    private List<RecordedEvent<TState>> Append(IDocumentSession session, IEventStream<Folded<TState>> stream, Decision decision, TState? before, Facts now)
    {
        var state = before;
        var recorded = new List<RecordedEvent<TState>>(decision.Events.Count);
        foreach (var data in decision.Events)
        {
            var earlier = state;
            state = TState.Evolve(earlier, data);
            var e = session.Events.BuildEvent(data);
            // The decision's time is the event's: rows that are built anew come out the same.
            (e.Id, e.Timestamp) = (Guid.CreateVersion7(), now.Now);
            e.SetHeader("actor", trigger.Actor);
            if (_activity is not null)
            {
                e.SetHeader("traceparent", _activity.Id!);
                (e.CorrelationId, e.CausationId) = (_activity.RootId, _activity.ParentId);
            }

            stream.AppendOne(e);
            recorded.Add(new RecordedEvent<TState>(e.Id, data, earlier, state, now.Now));
        }

        return recorded;
    }
}
