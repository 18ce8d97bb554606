using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Work;

/// <summary>The timers of money rule 5: each one is a decision on the deal and nothing else.</summary>
public sealed class TimerWork(Commands<Deal> deals, EscrowPolicy policy) :
    IHandle<ExpireAgreement>, IHandle<ExpireDeposit>, IHandle<ExpireRegistrationWindow>, IHandle<ExpireUnusedDeal>, IHandle<ExpireLoanApproval>,
    IHandle<ExpireLenderSearch>, IHandle<ExpireCure>, IHandle<RemindRegistryDecision>, IHandle<RemindDisbursement>,
    IHandle<EscalateDisbursement>, IHandle<DisputeDisbursement>, IHandle<RemindPayment>
{
    /// <inheritdoc/>
    public Task Handle(ExpireAgreement message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireAgreement.Decide);

    /// <inheritdoc/>
    public Task Handle(ExpireDeposit message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireDeposit.Decide);

    /// <inheritdoc/>
    public Task Handle(ExpireRegistrationWindow message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireRegistrationWindow.Decide);

    /// <inheritdoc/>
    public Task Handle(ExpireUnusedDeal message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireUnusedDeal.Decide);

    /// <inheritdoc/>
    public Task Handle(ExpireLoanApproval message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireLoanApproval.Decide);

    /// <inheritdoc/>
    public Task Handle(ExpireLenderSearch message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireLenderSearch.Decide);

    /// <inheritdoc/>
    public Task Handle(ExpireCure message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, ExpireCure.Decide);

    /// <inheritdoc/>
    public Task Handle(RemindRegistryDecision message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, RemindRegistryDecision.Decide);

    /// <inheritdoc/>
    public Task Handle(RemindDisbursement message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, RemindDisbursement.Decide);

    /// <inheritdoc/>
    public Task Handle(EscalateDisbursement message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, EscalateDisbursement.Decide);

    /// <inheritdoc/>
    public Task Handle(DisputeDisbursement message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, DisputeDisbursement.Decide);

    /// <inheritdoc/>
    public Task Handle(RemindPayment message, Trigger trigger, CancellationToken cancel) => Run(trigger, message, RemindPayment.Decide);

    private Task Run<TCommand>(Trigger trigger, TCommand command, Func<Deal, TCommand, Facts, EscrowPolicy, Decision> decide) =>
        deals.Run(((Trigger.Due)trigger).StreamId, trigger, (deal, facts) => decide(deal!, command, facts, policy));
}
