using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Deals;

/// <summary>
/// A decision on a deal adds what was asked for; <see cref="Decide"/> adds what follows from it. What follows is read off the
/// state, never off the order of the causes, so notices and answers may arrive in any order.
/// </summary>
internal sealed class Unfolding(Deal deal, Facts facts, EscrowPolicy policy)
{
    private readonly Unfolding<Deal> _events = new(deal);

    /// <summary>The deal after the events so far.</summary>
    public Deal Deal => _events.State;

    /// <summary>Adds events.</summary>
    public Unfolding Add(params IEnumerable<object> events)
    {
        _events.Add(events);
        return this;
    }

    /// <summary>The decision, with everything that follows.</summary>
    public Decision Decide()
    {
        if (_events.IsEmpty) return Decision.Nothing;
        if (Deal.IsLive) Progress();
        Settle();
        return _events.Decide();
    }

    private void Progress()
    {
        if (Deal.IsEffective && !Deal.Funds.DepositComplete && Deal.Funds.Of(ReceiptKind.DownPayment) == Deal.DownPayment)
            Add(new DepositComplete(Deal.DownPayment, facts.Calendar.Add(facts.Today, policy.RegistrationWorkingDays)));
        if (Deal.Registration is { IsComplete: true, Completed: false, Inconsistent: null })
            Add(new RegistrationCompleted());
        if (Deal.LendersMayDisburse)
            foreach (var held in Deal.Funds.Receipts.Where(r => r.Kind == ReceiptKind.HeldDisbursement && r.Amount.IsPositive))
                Add(new LoanDisbursed(held.Lender!, held.BankReference, held.Amount, held.Payer, WasHeld: true));
        if (Deal.LendersMayDisburse && !Deal.Funds.Complete && Deal.Funds.TowardsPrice == Deal.Price)
            Add(new FundingComplete(Deal.Price));
    }

    private void Settle()
    {
        var payments = Deal.Payments;
        if (payments is { PlanFixed: true, OldLoansSettled: false } && Deal.Ending is null && AllSettled(LinePurpose.Payoff))
            Add(new OldLoansSettled(PaidOff()));
        if (Deal.Payments is { OldLoansSettled: true, SellerPaid: false } && Deal.Ending is null && AllSettled(LinePurpose.SellerRemainder))
            Add(new SellerRemainderPaid(Paid(LinePurpose.SellerRemainder)));
        if (Deal.Ending is not null && !payments.Refunded && payments.Of(LinePurpose.Refund).Any(l => l.State == LineState.Settled) && AllSettled(LinePurpose.Refund))
            Add(new RefundSettled(Paid(LinePurpose.Refund)));
        if (Deal.End is not null || Deal.Payments.Lines.Any(l => l.IsOpen && !IsLeftOver(l)) || Deal.Balance != LeftOver() || Deal.Registration.Inconsistent is not null)
            return;
        // What the registry told of a called-off deal is looked at before its home is free for another one.
        if (Deal is { Ending: not null, Registration.IsAhead: true }) return;
        if (Deal.Ending is { } ending)
            Add(new DealFailed(ending.Outcome, ending.Reason, Paid(LinePurpose.Refund) + BackToPayers()));
        else if (Deal.Payments.SellerPaid)
            Add(new DealClosed(Deal.Funds.Purchase - Overpaid(), PaidOff() - Overpaid(), Paid(LinePurpose.SellerRemainder) + Paid(LinePurpose.OverpaymentCredit)));
    }

    // What never was the deal's and does not reach its payer does not keep the deal from ending. It stays owed, and can be paid afterwards.
    private static bool IsLeftOver(PaymentLine line) => line is { Plan.Purpose: LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn, NeedsPerson: true, IsPayable: true };

    private Money LeftOver() => Money.Sum(Deal.Payments.Lines.Where(IsLeftOver).Select(l => l.Plan.Amount));

    // A split may also pay a seller, as with a forfeited deposit; that is no refund.
    private Money BackToPayers() => Money.Sum(Deal.Payments.Of(LinePurpose.Release)
        .Where(l => l.State == LineState.Settled && Deal.Funds.Receipts.Any(r => r.Payer.Is(l.Plan.Payee)))
        .Select(l => l.Plan.Amount));

    private Money PaidOff() => Paid(LinePurpose.Payoff);

    private Money Overpaid() => Deal.Funds.Of(ReceiptKind.Overpayment);

    private bool AllSettled(LinePurpose purpose) =>
        Deal.Payments.Of(purpose).All(l => l.State is LineState.Settled or LineState.Superseded);

    private Money Paid(LinePurpose purpose) =>
        Money.Sum(Deal.Payments.Of(purpose).Where(l => l.State == LineState.Settled).Select(l => l.Plan.Amount));
}
