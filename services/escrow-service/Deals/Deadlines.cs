using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Deals;

// The timers of money rule 5. Each is due when its day is over. A timer that finds the deal moved on does nothing:
// timers are facts about a past state, and only the present state decides.

/// <summary>Due: not all have signed in time.</summary>
public sealed record ExpireAgreement
{
    /// <summary>Lapses a deal whose agreement is not effective.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || deal.IsEffective || deal.Registration.IsAhead || facts.Today <= deal.OpenedOn.AddDays(policy.AgreementDays)
            ? Decision.Nothing
            : Ends.Lapse(deal, "agreement-not-signed", facts, policy);
}

/// <summary>Due: the down payment is not complete in time.</summary>
public sealed record ExpireDeposit(DateOnly Due)
{
    /// <summary>Extends once, then lapses; what came in goes back.</summary>
    public static Decision Decide(Deal deal, ExpireDeposit command, Facts facts, EscrowPolicy policy)
    {
        if (!deal.IsLive || deal.Funds.DepositComplete || deal.Funds.DepositDue != command.Due || facts.Today <= command.Due) return Decision.Nothing;
        if (CancelDeal.Refuse(deal) is not null) return Decision.Nothing;
        return deal.Funds.DepositExtended
            ? Ends.Lapse(deal, "deposit-late", facts, policy)
            : new Unfolding(deal, facts, policy).Add(new DepositExtended(facts.Calendar.Add(command.Due, policy.DepositExtensionWorkingDays))).Decide();
    }
}

/// <summary>Due: nobody has applied at the registry in time.</summary>
public sealed record ExpireRegistrationWindow
{
    /// <summary>Lapses a deal without an application; a suspended one has its own term.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || !Ends.IsUntouched(deal) || deal.Holds.Suspension is not null
            ? Decision.Nothing
            : Ends.Lapse(deal, "registration-not-submitted", facts, policy);
}

/// <summary>Due: the deal is ninety days old.</summary>
public sealed record ExpireUnusedDeal
{
    /// <summary>Lapses a deal without an application.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || !Ends.IsUntouched(deal) || facts.Today <= deal.OpenedOn.AddDays(policy.UnusedDealDays)
            ? Decision.Nothing
            : Ends.Lapse(deal, "unused", facts, policy);
}

/// <summary>Due: a lender's word runs out.</summary>
public sealed record ExpireLoanApproval(CnapsCode Lender, DateOnly ValidUntil)
{
    /// <summary>Before the registry has begun; afterwards the lender is held to it.</summary>
    public static Decision Decide(Deal deal, ExpireLoanApproval command, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || deal.Registration.HasBegun || deal.Registration.IsAhead || facts.Today <= command.ValidUntil
            || deal.Lending.Of(command.Lender)?.Approval?.ValidUntil != command.ValidUntil
            || deal.Funds.DisbursedBy(command.Lender).IsPositive
            ? Decision.Nothing
            : new Unfolding(deal, facts, policy)
                .Add(new LoanApprovalExpired(command.Lender, facts.Calendar.Add(facts.Today, policy.LenderSearchWorkingDays)))
                .Decide();
}

/// <summary>Due: no new lender was found in time.</summary>
public sealed record ExpireLenderSearch(CnapsCode Lender)
{
    /// <summary>Cancels; what came in goes back.</summary>
    public static Decision Decide(Deal deal, ExpireLenderSearch command, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || CancelDeal.Refuse(deal) is not null
            || deal.Lending.Of(command.Lender) is not { Approval: null, NewLenderDue: { } due } || facts.Today <= due
            ? Decision.Nothing
            : CancelDeal.Cancel(new Unfolding(deal, facts, policy), "clock", "loan-refused").Decide();
}

/// <summary>Due: what suspended the deal is not cured in time.</summary>
public sealed record ExpireCure
{
    /// <summary>Cancels; what came in goes back. Where it can no longer go back, a person decides.</summary>
    public static Decision Decide(Deal deal, Facts facts, EscrowPolicy policy) =>
        !deal.IsLive || deal.Holds.Suspension is not { } suspension || facts.Today <= suspension.CureDue ? Decision.Nothing
        : CancelDeal.Refuse(deal) is null ? CancelDeal.Cancel(new Unfolding(deal, facts, policy), "clock", "not-cured").Decide()
        : deal.Holds.Dispute is null ? new Unfolding(deal, facts, policy).Add(new DisputeOpened("not-cured")).Decide()
        : Decision.Nothing;
}

internal static class Ends
{
    // Nobody has applied, and the registry has done nothing, as far as anybody has told.
    public static bool IsUntouched(Deal deal) => deal.Registration is { IsPending: false, HasBegun: false, IsAhead: false };

    public static Decision Lapse(Deal deal, string reason, Facts facts, EscrowPolicy policy) =>
        Refunds.Plan(new Unfolding(deal, facts, policy).Add(new Lapsed(reason))).Decide();
}
