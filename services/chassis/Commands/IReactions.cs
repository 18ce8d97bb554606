using Marten;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Commands;

/// <summary>What follows from an event: the one place where a service says what it publishes, schedules and claims.</summary>
/// <typeparam name="TState">The stream's state.</typeparam>
public interface IReactions<in TState> where TState : class
{
    /// <summary>The effects of one event; pure.</summary>
    IEnumerable<Effect> React(TState? before, object @event, TState after, Facts facts);
}

internal sealed class NothingFollows<TState> : IReactions<TState> where TState : class
{
    public IEnumerable<Effect> React(TState? before, object @event, TState after, Facts facts) => [];
}

/// <summary>
/// Rows of a service's own tables that belong to the same commit, such as postings or a line of a list. They follow from the events
/// and from nothing else, so that they can be built anew at any time (<c>POST …/ops/rows/rebuild</c>).
/// </summary>
/// <typeparam name="TState">The stream's state.</typeparam>
public interface IRows<TState> where TState : class
{
    /// <summary>Queues the deletion of all that a stream has in these tables; before its rows are built anew.</summary>
    void Forget(IDocumentOperations session, Guid streamId);

    /// <summary>Queues the rows for these events: those of a commit, after its decision, or all of a stream.</summary>
    void Queue(IDocumentOperations session, Guid streamId, TState after, IReadOnlyList<RecordedEvent<TState>> events);
}

/// <summary>An event on its way into the store, or out of it.</summary>
/// <param name="Id">Its id, which is also the id of the message it publishes.</param>
/// <param name="Data">The event.</param>
/// <param name="Before">The state right before it; null at a stream's first.</param>
/// <param name="After">The state right after it.</param>
/// <param name="At">The platform's time.</param>
public sealed record RecordedEvent<TState>(Guid Id, object Data, TState? Before, TState After, DateTimeOffset At) where TState : class;
