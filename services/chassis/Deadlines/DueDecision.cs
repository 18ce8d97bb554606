using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;

namespace Pengcheng.Chassis.Deadlines;

/// <summary>A due command whose whole work is one decision on the stream that set it.</summary>
internal sealed class DueDecision<TState, TCommand>(Commands<TState> commands, Func<TState, TCommand, Facts, Decision> decide) : IHandle<TCommand>
    where TState : class, IState<TState> where TCommand : class
{
    public Task Handle(TCommand message, Trigger trigger, CancellationToken cancel) =>
        commands.Run(((Trigger.Due)trigger).StreamId, trigger, (state, facts) => decide(state!, message, facts));
}
