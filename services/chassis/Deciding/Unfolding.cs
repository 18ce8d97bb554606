namespace Pengcheng.Chassis.Deciding;

/// <summary>
/// The events of one decision, and the state as each of them leaves it: for a decision that adds what was asked for and then
/// what follows from it, read off the state. Nothing added is <see cref="Decision.Nothing"/>.
/// </summary>
/// <param name="state">The state before; null if the stream is about to begin.</param>
public sealed class Unfolding<TState>(TState? state) where TState : class, IState<TState>
{
    private readonly List<object> _events = [];
    private TState? _state = state;

    /// <summary>The state after the events so far.</summary>
    /// <exception cref="InvalidOperationException">The stream has not begun.</exception>
    public TState State => _state ?? throw new InvalidOperationException($"The {typeof(TState).Name} has not begun.");

    /// <summary>Whether anything was added.</summary>
    public bool IsEmpty => _events.Count == 0;

    /// <summary>Adds events.</summary>
    public Unfolding<TState> Add(params IEnumerable<object> events)
    {
        foreach (var e in events)
        {
            _state = TState.Evolve(_state, e);
            _events.Add(e);
        }

        return this;
    }

    /// <summary>Adds an event if it holds.</summary>
    public Unfolding<TState> AddIf(bool holds, Func<object> @event) => holds ? Add(@event()) : this;

    /// <summary>The decision.</summary>
    public Decision Decide() => IsEmpty ? Decision.Nothing : Decision.Accept(_events);
}
