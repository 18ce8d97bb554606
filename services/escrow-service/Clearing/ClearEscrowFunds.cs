using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>What was learnt outside before clearing.</summary>
/// <param name="Quotes">A fresh quote of each old loan, for today as value date.</param>
/// <param name="AccountInOrder">Whether the escrow account's statement agrees with the ledger.</param>
public sealed record ClearingFacts(IReadOnlyList<PayoffQuote> Quotes, bool AccountInOrder);

/// <summary>Due: everything is paid in and registered. Fix who gets what, and instruct the payoffs.</summary>
public sealed record ClearEscrowFunds
{
    /// <summary>On a working day before the cut-off, with quotes of today that the money covers and the seller could foresee.</summary>
    public static Decision Decide(Deal deal, ClearingFacts outside, Facts facts, EscrowPolicy policy)
    {
        if (!deal.IsLive || deal.Payments.PlanFixed || !deal.Funds.Complete || !deal.LendersMayDisburse) return Decision.Nothing;

        var unfolding = new Unfolding(deal, facts, policy);
        if (PaymentGate.BlocksClearing(deal, outside.AccountInOrder) is { } reason)
            return Hold(unfolding, reason, reason == PaymentGate.Reconciliation ? facts.Now + policy.RetryHeldAfter : null).Decide();
        if (policy.ClearingTime(facts) is var opens && opens > facts.Now)
            return Hold(unfolding, "after-cut-off", opens).Decide();
        if (!AreOfToday(deal, outside.Quotes, facts.Today))
            return Hold(unfolding, RequotePayoff.Stale, facts.Now + policy.RetryStaleQuoteAfter).Decide();
        if (Impostor(deal, outside.Quotes) is { } loanNo)
        {
            RequotePayoff.Distrust(unfolding, loanNo);
            return Hold(unfolding, "incident", null).Decide();
        }

        var quoted = Money.Sum(outside.Quotes.Select(q => q.Total));
        var foreseen = Coverage.Foreseen(deal, facts.Today, policy);
        if (quoted > Coverage.Available(deal) || quoted > foreseen)
        {
            RequotePayoff.Ask(unfolding, [.. outside.Quotes], quoted, foreseen, policy);
            return unfolding.Decide();
        }

        unfolding.Add(outside.Quotes.Where(q => deal.Lending.OldWith(q.LoanNo)!.Quote != q).Select(q => new PayoffRequoted(q)));
        unfolding.Add(new ClearingPlanFixed(facts.Today, Waterfall.Plan(deal, outside.Quotes, facts.Today)));
        foreach (var payoff in unfolding.Deal.Payments.Of(LinePurpose.Payoff).ToList())
            InstructPayment.Attempt(unfolding, payoff, new PaymentFacts(outside.AccountInOrder), facts, policy);
        return unfolding.Decide();
    }

    private static bool AreOfToday(Deal deal, IReadOnlyList<PayoffQuote> quotes, DateOnly today) =>
        quotes.Count == deal.Lending.Old.Count
        && deal.Lending.Old.All(l => quotes.Any(q => q.LoanNo == l.Loan.LoanNo))
        && quotes.All(q => q.ValueDate == today && q.ValidUntil >= today);

    // A quote that does not add up, names another account, or asks for nothing after it asked for something is not the lender's word as it was given.
    private static string? Impostor(Deal deal, IReadOnlyList<PayoffQuote> quotes) => quotes.FirstOrDefault(q =>
        deal.Lending.OldWith(q.LoanNo) is { } loan
        && (RecordPayoffQuote.IsSuddenlyNothing(loan, q) || RecordPayoffQuote.Refuse(loan.Loan, loan.CollectionAccount, q) is not null))?.LoanNo;

    private static Unfolding Hold(Unfolding unfolding, string reason, DateTimeOffset? retryAt) =>
        retryAt is null && unfolding.Deal.Payments.WaitsFor == reason ? unfolding : unfolding.Add(new ClearingHeld(reason, retryAt));
}

/// <summary>A seller accepts that the payoffs cost more than was foreseen.</summary>
/// <param name="Subject">The seller.</param>
public sealed record ConfirmPayoff(string Subject)
{
    /// <summary>Enough where the money suffices; otherwise a top-up is needed, and its payment is the consent.</summary>
    public static Decision Decide(Deal deal, ConfirmPayoff command, Facts facts, EscrowPolicy policy)
    {
        if (deal.SellerOf(command.Subject) is null) return EscrowErrors.NotASeller.With(("subject", command.Subject));
        if (deal.Payments.Shortfall is not { } shortfall || !deal.IsLive) return EscrowErrors.NoShortfall.With();
        var missing = shortfall.Quoted - Coverage.Available(deal);
        return missing.IsPositive
            ? EscrowErrors.TopUpNeeded.With(("missing", missing))
            : new Unfolding(deal, facts, policy).Add(new PayoffConfirmed(command.Subject, shortfall.Quoted)).Decide();
    }
}
