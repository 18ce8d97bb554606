using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>
/// Money rule 3 for a payoff that is instructed on another day than it was planned for, since the bank had not made it or had
/// refused it: it is quoted afresh, and what it costs more or less is the sellers'. The lines still add up to everything held (I5).
/// </summary>
public static class RequotePayoff
{
    /// <summary>There is no quote of today yet; it is asked for again soon.</summary>
    public const string Stale = "quote-stale";

    /// <summary>It costs more than was foreseen, or than there is: the sellers are asked.</summary>
    public const string Shortfall = "payoff-shortfall";

    /// <summary>
    /// Whether a line's amount is that of another day. Not once a seller's payment was begun, or the deal was called off or split by
    /// paper: what a lender sends back after that, it gets again as it was, since the deal holds no more and there is nobody to ask.
    /// </summary>
    public static bool IsDue(Deal deal, PaymentLine line, DateOnly today) =>
        line.Plan.Purpose == LinePurpose.Payoff && deal.IsLive && !deal.Payments.SellerPaid
        && !SellersAreBegun(deal)
        && deal.Lending.OldWith(line.Plan.LoanNo!)!.Quote!.ValueDate != today;

    /// <summary>Changes the plan to today's quote.</summary>
    /// <returns>Why the payment must wait, or null.</returns>
    internal static string? Apply(Unfolding unfolding, PaymentLine line, PayoffQuote? quote, Facts facts, EscrowPolicy policy)
    {
        var deal = unfolding.Deal;
        var loan = deal.Lending.OldWith(line.Plan.LoanNo!)!;
        if (quote is null || quote.LoanNo != line.Plan.LoanNo || quote.ValueDate != facts.Today || quote.ValidUntil < facts.Today) return Stale;
        // A lender that is owed nothing has perhaps been paid after all.
        if (!quote.Total.IsPositive || RecordPayoffQuote.Refuse(loan.Loan, loan.CollectionAccount, quote) is not null)
        {
            Distrust(unfolding, quote.LoanNo);
            return "incident";
        }

        var quoted = Coverage.Planned(deal, LinePurpose.Payoff) - line.Plan.Amount + quote.Total;
        var foreseen = Coverage.Foreseen(deal, facts.Today, policy);
        if (quoted > Coverage.Available(deal) || quoted > foreseen)
        {
            Ask(unfolding, [quote], quoted, foreseen, policy);
            return Shortfall;
        }

        unfolding.Add(new PayoffRequoted(quote));
        Move(unfolding, line, quote.Total);
        return null;
    }

    /// <summary>
    /// Gives a payoff another amount, and the sellers what is left; false where nothing would be left to take. Once a seller's payment
    /// was begun their lines stay as they are: they get in further ones what a payoff cost less, and nothing is taken from them.
    /// </summary>
    internal static bool Move(Unfolding unfolding, PaymentLine payoff, Money amount)
    {
        var deal = unfolding.Deal;
        if (payoff.Plan.Purpose != LinePurpose.Payoff) return false;
        var isBegun = SellersAreBegun(deal);
        var rest = payoff.Plan.Amount - amount + (isBegun ? Money.Zero : Coverage.Available(deal) - Coverage.Planned(deal, LinePurpose.Payoff));
        if (rest.IsNegative) return false;
        var shares = Waterfall.ToSellers(deal, rest, LinePurpose.SellerRemainder, deal.Payments.Next);
        var open = isBegun ? [] : deal.Payments.Of(LinePurpose.SellerRemainder).Where(l => l.IsOpen).ToList();
        ImmutableList<AmountChange> changes =
        [
            new AmountChange(payoff.No, payoff.Plan.Amount, amount),
            .. open.Select(l => new AmountChange(l.No, l.Plan.Amount, shares.Find(s => s.Subject == l.Plan.Subject)?.Amount ?? Money.Zero)),
        ];
        var added = shares.Where(s => open.All(l => l.Plan.Subject != s.Subject)).Select((s, i) => s with { Line = deal.Payments.Next + i });
        changes = changes.RemoveAll(c => c.From == c.To);
        if (!changes.IsEmpty) unfolding.Add(new PayoffReplanned(payoff.No, changes, [.. added]));
        return true;
    }

    internal static bool SellersAreBegun(Deal deal) => deal.Payments.Of(LinePurpose.SellerRemainder).Any(l => !l.Attempts.IsEmpty);

    /// <summary>Asks the sellers about payoffs that cost more than was foreseen, or than there is; once per question.</summary>
    internal static void Ask(Unfolding unfolding, ImmutableList<PayoffQuote> quotes, Money quoted, Money foreseen, EscrowPolicy policy)
    {
        var held = Coverage.Available(unfolding.Deal);
        var missing = quoted > held ? quoted - held + Coverage.Margin(quotes, policy) : Money.Zero;
        if (unfolding.Deal.Payments.Shortfall is not { } open || open.Quoted != quoted || open.Missing != missing)
            unfolding.Add(new PayoffShortfall(quoted, foreseen, missing, quotes));
    }

    /// <summary>A quote that is not the lender's word as it was given is an incident, for a person.</summary>
    internal static void Distrust(Unfolding unfolding, string loanNo) => unfolding.Add(new SecurityIncidentRaised(
        $"quote:{loanNo}:{unfolding.Deal.Holds.Raised.Count}", "quote-not-trusted", $"The quote of loan {loanNo} changed its account, does not add up, or asks for nothing"));
}
