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
