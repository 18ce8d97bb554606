using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Deciding;

/// <summary>
/// What must become true together with the events: committed in the same transaction, carried out after it.
/// A service lists its effects in one pure function, <c>React(before, event, after, facts)</c>.
/// </summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>The message of an event that has one for the other services; nothing where it is null.</summary>
    public static IEnumerable<Effect> Told(object? message) => message is null ? [] : [new Publish(message)];

    /// <summary>Tell the other services: an outbox row, published to the broker with confirm, at least once.</summary>
    /// <param name="Message">An integration event from the contracts.</param>
    public sealed record Publish(object Message) : Effect;

    /// <summary>
    /// Do something later, or at once but outside the commit (a call to a partner system): a durable deadline.
    /// The same key replaces an earlier one.
    /// </summary>
    /// <param name="Key">Unique within the stream, e.g. <c>pay:2</c> or <c>deposit-due</c>.</param>
    /// <param name="Due">When, on the platform's clock. In the past means now.</param>
    /// <param name="Command">What to do: a record that the service has registered a handler for.</param>
    public sealed record Schedule(string Key, DateTimeOffset Due, object Command) : Effect;

    /// <summary>Forget a deadline; no error if there is none.</summary>
    /// <param name="Key">As given to <see cref="Schedule"/>.</param>
    public sealed record Cancel(string Key) : Effect;

    /// <summary>
    /// Hold a natural key for this stream. Two streams never hold the same one: the second commit is refused,
    /// and a holder can be looked up by its key. Made by a <see cref="NaturalKey{T}"/>.
    /// </summary>
    /// <param name="Kind">What kind of key, e.g. <c>unit</c>.</param>
    /// <param name="Value">Its value in canonical form.</param>
    /// <param name="Taken">What the second is told.</param>
    public sealed record Claim(string Kind, string Value, Error Taken) : Effect
    {
        /// <summary>The refusal when another stream holds it.</summary>
        public Refusal Refused => Taken.With(("kind", Kind), ("value", Value));
    }

    /// <summary>Give a natural key back.</summary>
    /// <param name="Kind">As claimed.</param>
    /// <param name="Value">As claimed.</param>
    public sealed record Release(string Kind, string Value) : Effect;
}
