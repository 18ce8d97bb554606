using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Deciding;

/// <summary>
/// What a decision answers: the events that happened, or the reason why nothing may happen.
/// A decision is a pure function <c>(state, command, facts) -> Decision</c>; it reads no clock and does no I/O.
/// </summary>
public sealed class Decision
{
    private Decision(IReadOnlyList<object> events, Refusal? refusal) => (Events, Refusal) = (events, refusal);

    /// <summary>The events to append, in order; empty when refused or when nothing is to be done.</summary>
    public IReadOnlyList<object> Events { get; }

    /// <summary>The reason, when the command is refused; otherwise null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Accepted, and there is nothing to record: the command was carried out before, or came too late to matter.</summary>
    public static Decision Nothing { get; } = new([], null);

    /// <summary>Accepted with these events.</summary>
    public static Decision Accept(params IReadOnlyList<object> events) => new(events, null);

    /// <summary>Refused: nothing is recorded.</summary>
    public static implicit operator Decision(Refusal refusal) => Refuse(refusal);

    /// <summary>Refused, for a reason that names no values.</summary>
    public static implicit operator Decision(Error error) => Refuse(error);

    /// <summary>Refused: nothing is recorded.</summary>
    public static Decision Refuse(Refusal refusal) => new([], refusal);
}
