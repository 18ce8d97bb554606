using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>A person proposes another payee for a payment that cannot be made; the amount and the purpose stay.</summary>
/// <param name="ProposalId">Chosen by the caller, unique within the deal.</param>
/// <param name="Line">The payment that is refused, returned or waits.</param>
/// <param name="Payee">An account of the fixed set (I7).</param>
/// <param name="Reason">Why.</param>
/// <param name="Maker">Who proposes.</param>
public sealed record ProposeManualPayment(string ProposalId, int Line, BankAccount Payee, string Reason, string Maker)
{
    /// <summary>One open proposal per line, only for a line under no reference that may still pay.</summary>
    public static Decision Decide(Deal deal, ProposeManualPayment command, Facts facts, EscrowPolicy policy)
    {
        if ((Texts.Refuse("proposalId", command.ProposalId, 100) ?? Texts.Refuse("reason", command.Reason)) is { } invalid) return invalid;
        if (deal.Payments.Line(command.Line) is not { } line) return EscrowErrors.LineNotKnown.With(("line", command.Line));
        if (deal.Payments.Proposals.Any(p => p.ProposalId == command.ProposalId)) return Decision.Nothing;
        if (deal.Payments.Proposals.Any(p => p.Line == command.Line)) return EscrowErrors.ProposalOpen.With(("line", command.Line));
        return Refuse(deal, line, command.Payee) is { } refusal
            ? refusal
            : new Unfolding(deal, facts, policy)
                .Add(new ManualPaymentProposed(command.ProposalId, command.Line, command.Payee, command.Reason, command.Maker))
                .Decide();
    }

    internal static Refusal? Refuse(Deal deal, PaymentLine line, BankAccount payee) =>
        !line.IsPayable ? EscrowErrors.LineNotPayable.With(("line", line.No), ("state", line.State))
        : !Payees.InsteadOf(deal, line.Plan).Contains(payee) ? EscrowErrors.PayeeNotAllowed.With()
        : null;
}

/// <summary>A second person approves; the payment is instructed to the new payee.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Checker">Who approves.</param>
public sealed record ApproveManualPayment(string ProposalId, string Checker)
{
    /// <summary>I9: maker is not checker. What was true at the proposal must still be true.</summary>
    public static Decision Decide(Deal deal, ApproveManualPayment command, Facts facts, EscrowPolicy policy)
    {
        if (deal.Payments.Proposals.Find(p => p.ProposalId == command.ProposalId) is not { } proposal)
            return EscrowErrors.ProposalNotFound.With(("proposalId", command.ProposalId));
        if (proposal.Maker == command.Checker) return EscrowErrors.CheckerIsMaker.With();
        return ProposeManualPayment.Refuse(deal, deal.Payments.Line(proposal.Line)!, proposal.Payee) is { } refusal
            ? refusal
            : new Unfolding(deal, facts, policy)
                .Add(new ManualPaymentApproved(proposal.ProposalId, proposal.Line, proposal.Payee, command.Checker))
                .Decide();
    }
}

/// <summary>A second person rejects.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Checker">Who rejects; the maker may withdraw.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectManualPayment(string ProposalId, string Checker, string Reason)
{
    /// <summary>The line waits on.</summary>
    public static Decision Decide(Deal deal, RejectManualPayment command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("reason", command.Reason) is { } invalid ? invalid
        : deal.Payments.Proposals.Any(p => p.ProposalId == command.ProposalId)
            ? new Unfolding(deal, facts, policy).Add(new ManualPaymentRejected(command.ProposalId, command.Checker, command.Reason)).Decide()
        : EscrowErrors.ProposalNotFound.With(("proposalId", command.ProposalId));
}

/// <summary>A person has a payment that was refused, returned or given up tried again, to the same payee.</summary>
/// <param name="Line">The payment.</param>
public sealed record RetryPayment(int Line)
{
    /// <summary>Only under no reference that may still pay.</summary>
    public static Decision Decide(Deal deal, RetryPayment command, Facts facts, EscrowPolicy policy) =>
        deal.Payments.Line(command.Line) is not { } line ? EscrowErrors.LineNotKnown.With(("line", command.Line))
        : !line.IsPayable ? EscrowErrors.LineNotPayable.With(("line", command.Line), ("state", line.State))
        : new Unfolding(deal, facts, policy).Add(new PaymentRetryRequested(command.Line)).Decide();
}
