using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;

namespace Pengcheng.Chassis.Deadlines;

/// <summary>
/// A due command whose whole work is one decision: on the stream that set it, or on another that is told by it. The commit on
/// whichever stream removes the row of the one that set it, so it is done once.
/// </summary>
internal sealed class DueDecision<TState, TCommand>(
    Commands<TState> commands, Func<TCommand, Trigger.Due, Guid> stream, Func<TState?, TCommand, Facts, Decision> decide) : IHandle<TCommand>
    where TState : class, IState<TState> where TCommand : class
{
    public Task Handle(TCommand message, Trigger trigger, CancellationToken cancel) =>
        commands.Run(stream(message, (Trigger.Due)trigger), trigger, (state, facts) => decide(state, message, facts));
}
