using JasperFx.Events;
using Marten.Events.Aggregation;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Storage;

/// <summary>
/// What Marten knows of a state: that a stream has one. Marten wants an id on it; the state itself needs none. It is null where a stream begins
/// with what this kind of state does not begin with: somebody has asked for a stream of another kind.
/// </summary>
internal sealed record Folded<TState>(Guid Id, TState? State) where TState : class;

/// <summary>Lets Marten build a state through its own <see cref="IState{TSelf}.Evolve"/>, and through nothing else.</summary>
internal sealed partial class Fold<TState> : SingleStreamProjection<Folded<TState>, Guid> where TState : class, IState<TState>
{
    public override Folded<TState>? Evolve(Folded<TState>? snapshot, Guid id, IEvent e)
    {
        if (snapshot is { State: null }) return snapshot;
        try
        {
            return new Folded<TState>(id, TState.Evolve(snapshot?.State, e.Data));
        }
        catch (UnknownEventException) when (snapshot is null)
        {
            return new Folded<TState>(id, null);
        }
    }
}
