namespace Pengcheng.Chassis.Deciding;

/// <summary>State that is built by events only.</summary>
/// <typeparam name="TSelf">The state's own type, an immutable record.</typeparam>
public interface IState<TSelf> where TSelf : class, IState<TSelf>
{
    /// <summary>
    /// The state after one more event; <paramref name="state"/> is null before the first.
    /// One exhaustive switch: an event without an arm throws <see cref="UnknownEventException"/>.
    /// </summary>
    static abstract TSelf Evolve(TSelf? state, object @event);
}

/// <summary>An event without an arm in the state's switch: a defect, never a matter of data.</summary>
public sealed class UnknownEventException(Type state, object @event)
    : InvalidOperationException($"{state.Name} has no arm for the event {@event.GetType().Name}.");

/// <summary>Gives a domain event its wire name, which is stored and never changes, e.g. <c>escrow.deal-opened.v1</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : Attribute
{
    /// <summary>The wire name: service, what happened, version.</summary>
    public string Name { get; } = name;
}
