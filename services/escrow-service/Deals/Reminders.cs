using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Deals;

// Timers that end nothing but tell a person, step by step.

/// <summary>Due: the registry should have decided.</summary>
public sealed record RemindRegistryDecision
{
    /// <summary>Records what is missing; a person asks the registry.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || deal.Registration.IsComplete || deal.Registration.Overdue
            || (deal.Registration.AcceptanceNos.IsEmpty && !deal.Registration.HasBegun)
            ? Decision.Nothing
            : new Unfolding(deal, facts, policy).Add(new RegistrationDecisionOverdue(deal.Registration.Missing)).Decide();
}

/// <summary>Due: lenders may disburse and have not.</summary>
public sealed record RemindDisbursement
{
    /// <summary>Reminds them.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        Late.Lenders(deal) is { IsEmpty: false } lenders
            ? new Unfolding(deal, facts, policy).Add(new DisbursementReminderSent(lenders)).Decide()
            : Decision.Nothing;
}

/// <summary>Due: lenders still have not disbursed.</summary>
public sealed record EscalateDisbursement
{
    /// <summary>Reports them to the regulator; from now on the buyer may pay instead.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        !deal.Funds.BuyerMayPayInstead && Late.Lenders(deal) is { IsEmpty: false } lenders
            ? new Unfolding(deal, facts, policy).Add(new DisbursementEscalated(lenders)).Decide()
            : Decision.Nothing;
}

/// <summary>Due: nobody has paid the lenders' part.</summary>
public sealed record DisputeDisbursement
{
    /// <summary>The deal is in dispute: it needs an agreement or a judgment.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        deal.Holds.Dispute is null && !Late.Lenders(deal).IsEmpty
            ? new Unfolding(deal, facts, policy).Add(new DisputeOpened("loan-not-disbursed")).Decide()
            : Decision.Nothing;
}

/// <summary>Due: the bank should have confirmed a payment.</summary>
public sealed record RemindPayment(int Line, string Reference)
{
    /// <summary>Records it, once per reference; a person asks the bank.</summary>
    public static Decision Decide(Deal deal, RemindPayment command, Facts facts, EscrowPolicy policy) =>
        deal.Payments.Line(command.Line) is { IsInFlight: true, Overdue: false } line && line.Current?.Reference == command.Reference
            ? new Unfolding(deal, facts, policy).Add(new PaymentOverdue(command.Line, command.Reference)).Decide()
            : Decision.Nothing;
}

internal static class Late
{
    public static ImmutableList<CnapsCode> Lenders(Deal deal) =>
        !deal.IsLive || !deal.LendersMayDisburse || deal.Funds.Complete
            ? []
            : [.. deal.Lending.New.Where(l => deal.Funds.DisbursedBy(l.Loan.Lender) < l.Loan.Amount).Select(l => l.Loan.Lender)];
}
