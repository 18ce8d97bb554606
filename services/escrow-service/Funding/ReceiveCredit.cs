using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Funding;

/// <summary>
/// The one door for money in: the account bank booked a credit for this deal. Who paid decides what it is; the
/// text of the remittance only tells a lender's return from its disbursement.
/// </summary>
/// <param name="BankReference">The bank's reference of the entry, unique within the account.</param>
/// <param name="Amount">What was credited.</param>
/// <param name="Payer">From which account.</param>
/// <param name="RemittanceInfo">The payer's text.</param>
public sealed record ReceiveCredit(string BankReference, Money Amount, BankAccount Payer, string RemittanceInfo)
{
    private const string Return = "RETURN", Claim = "CLAIM";

    /// <summary>Always takes the money, since it is there: as what it is, or to be sent back.</summary>
    public static Decision Decide(Deal deal, ReceiveCredit command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("bankReference", command.BankReference, 100) is { } invalid) return invalid;
        if (!command.Amount.IsPositive) return EscrowErrors.AmountNotPositive.With(("field", "amount"));
        var credit = command with { Payer = command.Payer.Printable() };
        if (deal.Funds.Seen.Contains(credit.BankReference)) return Again(deal, credit);

        var unfolding = new Unfolding(deal, facts, policy);
        if (deal.Buyers.Any(b => b.Account.Is(credit.Payer))) FromBuyer(unfolding, credit);
        else if (deal.Sellers.Any(s => s.Account.Is(credit.Payer))) FromSeller(unfolding, credit, policy);
        else if (deal.Ending is null && ReturningLender(deal, credit) is { } loanNo) FromOldLender(unfolding, credit, loanNo);
        else if (deal.Lending.New.Find(l => credit.Payer.Is(l.DisbursingAccount)) is { } loan) FromNewLender(unfolding, credit, loan);
        else if (MakesGood(deal, credit, policy)) unfolding.Add(new ClaimSettled(credit.BankReference, credit.Amount, credit.Payer));
        else Quarantine(unfolding, credit);
        return unfolding.Decide();
    }

    private static Decision Again(Deal deal, ReceiveCredit credit)
    {
        var taken = deal.Funds.Receipts.Where(r => r.BankReference == credit.BankReference).ToList();
        return taken.Count == 0 || deal.Funds.Seen.Contains(ReverseCredit.Mark(credit.BankReference)) || Money.Sum(taken.Select(r => r.Amount)) == credit.Amount
            ? Decision.Nothing
            : EscrowErrors.CreditContradicts.With(("bankReference", credit.BankReference));
    }

    private static void FromBuyer(Unfolding unfolding, ReceiveCredit credit)
    {
        var (deal, funds) = (unfolding.Deal, unfolding.Deal.Funds);
        var counts = deal.IsLive && deal.IsEffective && !deal.Payments.PlanFixed;
        var deposit = counts ? Part(credit.Amount, deal.DownPayment - funds.Of(ReceiptKind.DownPayment)) : Money.Zero;
        var gap = deal.Price - funds.TowardsPrice - funds.Of(ReceiptKind.HeldDisbursement) - deposit;
        var instead = counts && funds.BuyerMayPayInstead && deal.LendersMayDisburse ? Part(credit.Amount - deposit, gap) : Money.Zero;

        if (deposit.IsPositive) unfolding.Add(new DownPaymentReceived(credit.BankReference, deposit, credit.Payer));
        if (instead.IsPositive) unfolding.Add(new SelfFundingReceived(credit.BankReference, instead, credit.Payer));
        SendBack(unfolding, credit, credit.Amount - deposit - instead);
    }

    private static void FromSeller(Unfolding unfolding, ReceiveCredit credit, EscrowPolicy policy)
    {
        var deal = unfolding.Deal;
        var counts = deal.IsLive && deal.IsEffective;
        var topUp = counts ? Part(credit.Amount, deal.Payments.PlanFixed ? Asked(deal, policy) : Wanted(deal)) : Money.Zero;
        if (topUp.IsPositive)
        {
            unfolding.Add(new SellerTopUpReceived(credit.BankReference, topUp, credit.Payer));
            // Who pays the missing amount agrees to the higher payoff.
            if (deal.Payments.Shortfall is { } asked && Coverage.Available(unfolding.Deal) >= asked.Quoted)
                unfolding.Add(new PayoffConfirmed(deal.Sellers.First(s => s.Account.Is(credit.Payer)).Subject, asked.Quoted));
        }

        SendBack(unfolding, credit, credit.Amount - topUp);
    }

    // A top-up beyond what all old loans together may cost is a mistake.
    private static Money Wanted(Deal deal) =>
        (deal.Payments.Shortfall is { } shortfall ? Money.Max(shortfall.Quoted, Coverage.Payoffs(deal)) : Coverage.Payoffs(deal)) - deal.Funds.Of(ReceiptKind.TopUp);

    // Once the plan is fixed, only what a dearer payoff was found to lack.
    private static Money Asked(Deal deal, EscrowPolicy policy) =>
        deal.Payments.Shortfall is { Missing.IsPositive: true } asked ? asked.Quoted + Coverage.Margin(asked.Quotes, policy) - Coverage.Available(deal) : Money.Zero;

    private static void FromNewLender(Unfolding unfolding, ReceiveCredit credit, NewLoanState loan)
    {
        var (deal, lender) = (unfolding.Deal, loan.Loan.Lender);
        var wanted = deal.IsLive && deal.IsEffective && !deal.Payments.PlanFixed && loan.Approval is not null;
        var open = Money.Min(loan.Loan.Amount - deal.Funds.DisbursedBy(lender), deal.Price - deal.Funds.Of(ReceiptKind.SelfFunding) - OtherPlans(deal, lender));
        var amount = wanted ? Part(credit.Amount, open) : Money.Zero;
        if (amount.IsPositive)
            unfolding.Add(deal.LendersMayDisburse
                ? new LoanDisbursed(lender, credit.BankReference, amount, credit.Payer, WasHeld: false)
                : new DisbursementHeld(lender, credit.BankReference, amount, credit.Payer));
        SendBack(unfolding, credit, credit.Amount - amount);
    }

    // What this lender must leave room for: the down payment, the other lenders, and what it has itself disbursed.
    private static Money OtherPlans(Deal deal, CnapsCode lender) =>
        deal.DownPayment + deal.Funds.DisbursedBy(lender)
        + Money.Sum(deal.Lending.New.Where(l => l.Loan.Lender != lender).Select(l => deal.Funds.BuyerMayPayInstead ? deal.Funds.DisbursedBy(l.Loan.Lender) : l.Loan.Amount));

    private static void FromOldLender(Unfolding unfolding, ReceiveCredit credit, string loanNo)
    {
        var deal = unfolding.Deal;
        var line = deal.Payments.Of(LinePurpose.Payoff).Single(l => l.Plan.LoanNo == loanNo && l.State == LineState.Settled);
        // The whole payoff came back: the loan is not paid, or no longer twice. That is a returned payment, not the seller's money.
        if (Undone(line, credit.Amount) is { } attempt)
        {
            if (RecordPaymentAnswer.Back(unfolding, line, attempt.Reference, credit.BankReference, "returned", credit.Amount))
                unfolding.Add(new PayoffFailed(line.No, loanNo, "returned"));
        }
        else
            unfolding.Add(new OverpaymentReturned(loanNo, credit.BankReference, credit.Amount, credit.Payer,
                Waterfall.ToSellers(deal, credit.Amount, LinePurpose.OverpaymentCredit, deal.Payments.Next)));
    }

    private static Attempt? Undone(PaymentLine payoff, Money amount) =>
        payoff.Claim is { } claim && claim.Moved == amount ? claim : payoff.PaidBy is { } paid && paid.Moved == amount ? paid : null;

    private static string? ReturningLender(Deal deal, ReceiveCredit credit) =>
        !credit.RemittanceInfo.Contains(Return, StringComparison.OrdinalIgnoreCase) ? null
        : deal.Lending.Old.FirstOrDefault(l => credit.Payer.Is(l.CollectionAccount) && deal.Payments.Of(LinePurpose.Payoff)
            .Any(p => p.Plan.LoanNo == l.Loan.LoanNo && p.State == LineState.Settled && IsReturnOf(deal, p, credit)))?.Loan.LoanNo;

    // One collection account may serve several loans: the text names the loan or the payment where it must.
    private static bool IsReturnOf(Deal deal, PaymentLine payoff, ReceiveCredit credit) =>
        ((payoff.Claim is not null && Undone(payoff, credit.Amount) is not null)
            || credit.Amount <= payoff.PaidBy!.Moved
                - Money.Sum(deal.Funds.Receipts.Where(r => r.Kind == ReceiptKind.Overpayment && payoff.Plan.Payee.Is(r.Payer)).Select(r => r.Amount)))
        && (deal.Payments.Of(LinePurpose.Payoff).Count(p => p.Plan.Payee.Is(payoff.Plan.Payee)) == 1
            || credit.RemittanceInfo.Contains(payoff.Plan.LoanNo!, StringComparison.Ordinal)
            || payoff.Attempts.Any(a => credit.RemittanceInfo.Contains(a.Reference, StringComparison.Ordinal)));

    // The account bank pays what it owes for its own mistakes: from an account with itself, and says so.
    private static bool MakesGood(Deal deal, ReceiveCredit credit, EscrowPolicy policy) =>
        credit.Amount <= deal.Claims
        && credit.Payer.BankCode.ToString() == policy.AccountBank && credit.RemittanceInfo.Contains(Claim, StringComparison.OrdinalIgnoreCase);

    private static void Quarantine(Unfolding unfolding, ReceiveCredit credit) => unfolding.Add(
        new DepositQuarantined(credit.BankReference, credit.Amount, credit.Payer, "payer-not-a-party"),
        new QuarantineReturnInstructed(credit.BankReference,
            new PlannedLine(unfolding.Deal.Payments.Next, LinePurpose.QuarantineReturn, credit.Payer, credit.Amount, Origin: credit.BankReference)));

    private static void SendBack(Unfolding unfolding, ReceiveCredit credit, Money excess)
    {
        if (!excess.IsPositive) return;
        var deal = unfolding.Deal;
        var reason = !deal.IsLive ? "deal-ended" : !deal.IsEffective ? "agreement-not-effective" : deal.Payments.PlanFixed ? "too-late" : "more-than-agreed";
        unfolding.Add(new ExcessReceived(credit.BankReference, excess, credit.Payer, reason,
            new PlannedLine(deal.Payments.Next, LinePurpose.ExcessReturn, credit.Payer, excess, Origin: credit.BankReference)));
    }

    private static Money Part(Money amount, Money open) => Money.Max(Money.Zero, Money.Min(amount, open));
}
