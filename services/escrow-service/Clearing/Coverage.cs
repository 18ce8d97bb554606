using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>Money rule 2: whether the purchase money covers the old loans with a buffer. Exact, nothing is rounded.</summary>
public static class Coverage
{
    /// <summary>What the old loans cost on a day by the latest quotes.</summary>
    public static Money Payoffs(Deal deal, DateOnly? on = null) =>
        Money.Sum(deal.Lending.Old.Where(l => l.Quote is not null).Select(l => on is { } day ? l.Quote!.At(day) : l.Quote!.Total));

    /// <summary>Some days' interest of all old loans and a fixed amount.</summary>
    public static Money Buffer(Deal deal, EscrowPolicy policy) =>
        policy.Buffer() + policy.BufferInterestDays * Money.Sum(deal.Lending.Old.Where(l => l.Quote is not null).Select(l => l.Quote!.DailyInterest));

    /// <summary>What the seller must add before anybody goes to the registry; zero or less if covered.</summary>
    public static Money Missing(Deal deal, DateOnly on, EscrowPolicy policy) =>
        Payoffs(deal, on) + Buffer(deal, policy) - deal.Price - deal.Funds.Of(ReceiptKind.TopUp);

    /// <summary>What is there for old loans and sellers together: not yet assigned, or planned for them, or paid to the lenders.</summary>
    public static Money Available(Deal deal) => deal.Unassigned + Planned(deal, LinePurpose.Payoff) + Planned(deal, LinePurpose.SellerRemainder);

    /// <summary>The lines of a purpose, paid or not.</summary>
    public static Money Planned(Deal deal, LinePurpose purpose) =>
        Money.Sum(deal.Payments.Of(purpose).Where(l => l.State != LineState.Superseded).Select(l => l.Plan.Amount));

    /// <summary>Some days' interest on top of what is missing, so that a payment by tomorrow is not short again.</summary>
    public static Money Margin(IEnumerable<Parties.PayoffQuote> quotes, EscrowPolicy policy) =>
        policy.BufferInterestDays * Money.Sum(quotes.Select(q => q.DailyInterest));

    /// <summary>The most that was foreseen for a value date: what coverage was measured by, rolled forward, and the buffer.</summary>
    public static Money Foreseen(Deal deal, DateOnly on, EscrowPolicy policy) =>
        Money.Sum(deal.Lending.Old.Select(l => (l.Basis ?? l.Quote!).At(on)))
        + policy.Buffer() + policy.BufferInterestDays * Money.Sum(deal.Lending.Old.Select(l => (l.Basis ?? l.Quote!).DailyInterest));
}
