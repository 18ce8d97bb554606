using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Contract = Pengcheng.Contracts.Escrow;

namespace Pengcheng.Escrow;

/// <summary>Domain event to integration event, in one place. No personal data leaves: no parties, accounts or homes.</summary>
public static class Publishing
{
    /// <summary>What the other services are told, or null.</summary>
    public static object? Of(Deal? before, object @event, Deal after, Facts facts) => @event switch
    {
        AgreementEffective => new Contract.AgreementEffective(after.DealId, after.DealNo, after.Price, facts.Now),
        // A reversal can make the deposit incomplete again; the world is told once.
        DepositComplete e when before?.Funds.DepositAnnounced != true => new Contract.DepositComplete(after.DealId, after.DealNo, e.Deposit, facts.Now),
        RegistrationCompleted => new Contract.EscrowRegistrationCompleted(after.DealId, after.DealNo, facts.Now),
        OldLoansSettled e => new Contract.OldLoansSettled(after.DealId, after.DealNo, e.PaidOff, facts.Now),
        DealClosed e => new Contract.DealClosed(after.DealId, after.DealNo, e.Received, e.PaidOff, e.PaidToSeller, facts.Now),
        DealFailed e => new Contract.DealFailed(after.DealId, after.DealNo, e.Outcome, e.Reason, e.Refunded, facts.Now),
        _ => null,
    };
}
