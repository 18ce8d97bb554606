using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Registry;

/// <summary>The trustee has cleared up with the registry why its notices contradict each other.</summary>
/// <param name="Reverted">False: the registration stands. True: a correction registration (更正登记) took the transfer back.</param>
/// <param name="DocumentNo">The registry's paper.</param>
public sealed record ResolveRegistration(bool Reverted, string DocumentNo)
{
    /// <summary>A registration that stands lets the deal go on; one taken back unwinds it, unless old loans were paid already.</summary>
    public static Decision Decide(Deal deal, ResolveRegistration command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid) return invalid;
        if (deal.Registration.Inconsistent is null) return EscrowErrors.RegistrationConsistent.With();
        var unfolding = new Unfolding(deal, facts, policy);
        if (!command.Reverted)
        {
            // A deal that was ended cannot go on because the registry did: it needs a joint instruction or a judgment.
            if (deal is { Ending: not null, Registration.HasTransfer: true, IsEndedByPaper: false }) return EscrowErrors.DealEnded.With(("status", deal.Status));
            unfolding.Add(new RegistrationConfirmed(command.DocumentNo));
            // Had the notices come in the other order, the rejection would have suspended nothing.
            if (deal.Holds.Suspension is { Reason: ApplyRegistryNotice.RejectedApplication }) unfolding.Add(new DealResumed(command.DocumentNo));
            return unfolding.Decide();
        }

        if (deal.Payments.PlanFixed) return EscrowErrors.ClearingBegun.With();
        unfolding.Add(new RegistrationReverted(command.DocumentNo));
        if (deal.Ending is null) Refunds.Plan(unfolding.Add(new DealUnwound("registration-reverted")));
        return unfolding.Decide();
    }
}

/// <summary>An old lender, whose mortgage is gone and whose loan is not paid, allows the money to go back.</summary>
/// <param name="Lender">The bank that says so, from its token (I8).</param>
/// <param name="DocumentNo">Its paper.</param>
public sealed record ReleaseByLender(CnapsCode Lender, string DocumentNo)
{
    /// <summary>Only an old lender of the deal can release.</summary>
    public static Decision Decide(Deal deal, ReleaseByLender command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid) return invalid;
        if (!deal.Lending.Old.Any(l => l.Loan.Lender == command.Lender)) return EscrowErrors.NotYourLoan.With(("lender", command.Lender));
        if (deal.Registration.ReleasedBy.Contains(command.Lender.ToString())) return Decision.Nothing;
        if (deal.End is not null) return EscrowErrors.DealEnded.With(("status", deal.Status));
        return new Unfolding(deal, facts, policy).Add(new LenderReleased(command.Lender, command.DocumentNo)).Decide();
    }
}
