using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Funding;

/// <summary>A new lender gives its word, or renews it.</summary>
/// <param name="Lender">The bank that says so, from its token (I8).</param>
/// <param name="ContractNo">Its loan contract.</param>
/// <param name="Amount">What it will lend: exactly what the deal counts on.</param>
/// <param name="ValidUntil">The last day of its word.</param>
/// <param name="DisbursingAccount">The account it will disburse from, at the lender itself.</param>
public sealed record ConfirmLoanApproval(CnapsCode Lender, string ContractNo, Money Amount, DateOnly ValidUntil, BankAccount DisbursingAccount)
{
    /// <summary>Money rule 1: the sum of the funds stays the price.</summary>
    public static Decision Decide(Deal deal, ConfirmLoanApproval command, Facts facts, EscrowPolicy policy)
    {
        var approval = new LoanApproval(command.Lender, command.ContractNo, command.Amount, command.ValidUntil, command.DisbursingAccount);
        if (deal.Lending.Of(command.Lender) is not { } loan) return EscrowErrors.NotYourLoan.With(("lender", command.Lender));
        if (loan.Approval == approval) return Decision.Nothing;
        if (!deal.IsLive) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (Texts.Refuse("contractNo", command.ContractNo, 100) is { } invalid) return invalid;
        if (command.Amount != loan.Loan.Amount) return EscrowErrors.ApprovalDiffers.With(("approved", command.Amount), ("agreed", loan.Loan.Amount));
        if (command.ValidUntil < facts.Today) return EscrowErrors.ApprovalExpired.With(("validUntil", command.ValidUntil));
        if (command.ValidUntil > facts.Today.AddYears(policy.LongestApprovalYears))
            return EscrowErrors.ApprovalTooLong.With(("validUntil", command.ValidUntil), ("years", policy.LongestApprovalYears));
        if (command.DisbursingAccount.BankCode != command.Lender) return EscrowErrors.AccountNotAtLender.With(("lender", command.Lender));
        if (!command.DisbursingAccount.HasPrintableName) return EscrowErrors.NameInvalid.With();
        if (deal.Funds.DisbursedBy(command.Lender).IsPositive) return EscrowErrors.LoanAlreadyDisbursed.With(("lender", command.Lender));
        return new Unfolding(deal, facts, policy).Add(new LoanApproved(approval)).Decide();
    }
}

/// <summary>A new lender refuses, or takes its word back.</summary>
/// <param name="Lender">The bank that says so, from its token (I8).</param>
/// <param name="Reason">Its reason.</param>
public sealed record RefuseLoan(CnapsCode Lender, string Reason)
{
    /// <summary>Before the transfer; the buyer then has some working days to find another lender.</summary>
    public static Decision Decide(Deal deal, RefuseLoan command, Facts facts, EscrowPolicy policy)
    {
        if (deal.Lending.Of(command.Lender) is not { } loan) return EscrowErrors.NotYourLoan.With(("lender", command.Lender));
        if (Texts.Refuse("reason", command.Reason) is { } invalid) return invalid;
        if (!deal.IsLive) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (loan is { Approval: null, NewLenderDue: not null }) return Decision.Nothing;
        if (deal.Funds.DisbursedBy(command.Lender).IsPositive) return EscrowErrors.LoanAlreadyDisbursed.With(("lender", command.Lender));
        if (deal.Registration.HasBegun) return EscrowErrors.TransferAlreadyRegistered.With();
        if (deal.Registration.IsAhead) return EscrowErrors.OnHold.With(("reason", Clearing.PaymentGate.NoticeParked));
        return new Unfolding(deal, facts, policy)
            .Add(new LoanRefused(command.Lender, command.Reason, facts.Calendar.Add(facts.Today, policy.LenderSearchWorkingDays)))
            .Decide();
    }
}

/// <summary>Another lender takes the place of one that refused, for the same amount.</summary>
/// <param name="Lender">Who refused.</param>
/// <param name="By">Who lends instead.</param>
public sealed record ReplaceLender(CnapsCode Lender, NewLoan By)
{
    /// <summary>Only while no word holds and the registry has not begun.</summary>
    public static Decision Decide(Deal deal, ReplaceLender command, Facts facts, EscrowPolicy policy)
    {
        if (deal.Lending.Of(command.Lender) is not { } loan) return EscrowErrors.NotYourLoan.With(("lender", command.Lender));
        if (!deal.IsLive) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (command.By.Lender != command.Lender && deal.Lending.Of(command.By.Lender) is not null) return EscrowErrors.LoansInvalid.With();
        if (command.By.Amount != loan.Loan.Amount) return EscrowErrors.ApprovalDiffers.With(("approved", command.By.Amount), ("agreed", loan.Loan.Amount));
        if (loan.Approval is not null || deal.Registration.HasBegun || deal.Funds.DisbursedBy(command.Lender).IsPositive)
            return EscrowErrors.WrongState.With(("status", deal.Status));
        return new Unfolding(deal, facts, policy)
            .Add(new LenderReplaced(command.Lender, command.By))
            .Decide();
    }
}
