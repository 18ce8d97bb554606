using JasperFx.Events;
using Marten.Events.Aggregation;
using Pengcheng.Chassis.Deciding;

namespace Pengcheng.Chassis.Storage;

/// <summary>What Marten knows of a state: that a stream has one. Marten wants an id on it; the state itself needs none.</summary>
internal sealed record Folded<TState>(Guid Id, TState State) where TState : class;

/// <summary>Lets Marten build a state through its own <see cref="IState{TSelf}.Evolve"/>, and through nothing else.</summary>
internal sealed partial class Fold<TState> : SingleStreamProjection<Folded<TState>, Guid> where TState : class, IState<TState>
{
    public override Folded<TState>? Evolve(Folded<TState>? snapshot, Guid id, IEvent e) => new(id, TState.Evolve(snapshot?.State, e.Data));
}
