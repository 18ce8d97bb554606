using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;

namespace Pengcheng.Chassis;

/// <summary>A due command by which one stream of a service tells another: its whole work is one decision on the stream that is told.</summary>
internal sealed class ToldDecision<TState, TCommand>(Commands<TState> commands, Func<TCommand, Guid> whom, Func<TState?, TCommand, Facts, Decision> decide) : IHandle<TCommand>
    where TState : class, IState<TState> where TCommand : class
{
    // The commit on the told stream removes the row of the telling one: it is told once.
    public Task Handle(TCommand message, Trigger trigger, CancellationToken cancel) =>
        commands.Run(whom(message), trigger, (state, facts) => decide(state, message, facts));
}
