using System.Text.Json;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Contracts;

namespace Pengcheng.Testing;

/// <summary>What became of one decision.</summary>
/// <param name="Events">What was appended.</param>
/// <param name="Refusal">Why nothing was.</param>
public sealed record Told(IReadOnlyList<object> Events, Refusal? Refusal)
{
    /// <summary>The one event of this type.</summary>
    public T One<T>() => Events.OfType<T>().Single();
}

/// <summary>The streams of one kind in a test of decisions: folds what is decided, as the chassis does, and commits what follows.</summary>
/// <param name="commits">What all kinds of streams share.</param>
/// <param name="reactions">The service's own.</param>
public sealed class Journal<TState>(Commits commits, IReactions<TState>? reactions = null) where TState : class, IState<TState>
{
    private readonly Dictionary<Guid, TState> _states = [];
    private readonly Dictionary<Guid, List<object>> _events = [];

    /// <summary>Asked after each event: before, the event, after.</summary>
    public Action<TState?, object, TState>? Check { get; set; }

    /// <summary>The streams.</summary>
    public IReadOnlyCollection<Guid> Streams => _states.Keys;

    /// <summary>The state of a stream, or null.</summary>
    public TState? Find(Guid stream) => _states.GetValueOrDefault(stream);

    /// <summary>The state of a stream that has begun.</summary>
    public TState this[Guid stream] => _states[stream];

    /// <summary>Its events, the first first.</summary>
    public IReadOnlyList<object> Events(Guid stream) => _events.GetValueOrDefault(stream) ?? [];

    /// <summary>Carries a decision out.</summary>
    public Told Take(Guid stream, Func<TState?, Facts, Decision> decide)
    {
        var before = Find(stream);
        var decision = decide(before, commits.Facts);
        if (decision.Refusal is { } refusal) return new Told([], refusal);

        var (state, effects) = (before, new List<Effect>());
        foreach (var e in decision.Events)
        {
            var after = TState.Evolve(state, e);
            if (reactions is not null) effects.AddRange(reactions.React(state, e, after, commits.Facts));
            Check?.Invoke(state, e, after);
            state = after;
        }

        if (commits.HeldByAnother(stream, effects) is { } held) return new Told([], held.Refused);
        if (decision.Events.Count == 0) return new Told([], null);
        _states[stream] = state!;
        (_events.TryGetValue(stream, out var events) ? events : _events[stream] = []).AddRange(decision.Events);
        commits.Commit(stream, effects);
        return new Told(decision.Events, null);
    }

    /// <summary>The state that a stream's events make after they have been written and read: it must be the same.</summary>
    public TState Replayed(Guid stream) => Events(stream).Aggregate((TState?)null, (state, e) => TState.Evolve(
        state, JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractJson.Events), e.GetType(), ContractJson.Events)!))!;
}
