using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>
/// Money rule 3, the clearing order: old bank loans, old provident-fund loans, the remainder to the sellers by
/// their shares. The lines add up to everything the deal holds (I5).
/// </summary>
public static class Waterfall
{
    private const int Whole = 10_000;

    /// <summary>The plan, for quotes that the money covers.</summary>
    public static ImmutableList<PlannedLine> Plan(Deal deal, IReadOnlyList<PayoffQuote> quotes, DateOnly valueDate)
    {
        var lines = ImmutableList.CreateBuilder<PlannedLine>();
        var rest = deal.Unassigned;
        foreach (var loan in deal.Lending.Old)
        {
            var amount = quotes.Single(q => q.LoanNo == loan.Loan.LoanNo).At(valueDate);
            if (!amount.IsPositive) continue;
            lines.Add(new PlannedLine(deal.Payments.Next + lines.Count, LinePurpose.Payoff, loan.CollectionAccount!, amount, LoanNo: loan.Loan.LoanNo));
            rest -= amount;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(rest.Minor);
        lines.AddRange(ToSellers(deal, rest, LinePurpose.SellerRemainder, deal.Payments.Next + lines.Count));
        return lines.ToImmutable();
    }

    /// <summary>An amount to the sellers by their shares.</summary>
    public static ImmutableList<PlannedLine> ToSellers(Deal deal, Money amount, LinePurpose purpose, int firstLine)
    {
        var lines = ImmutableList.CreateBuilder<PlannedLine>();
        foreach (var (seller, part) in deal.Sellers.Zip(Split(amount, [.. deal.Sellers.Select(s => s.Share)])))
            if (part.IsPositive)
                lines.Add(new PlannedLine(firstLine + lines.Count, purpose, seller.Account, part, Subject: seller.Subject));
        return lines.ToImmutable();
    }

    /// <summary>
    /// The only rounding in escrow: each share is rounded down to the fen, and the fen that are left over go one
    /// by one to the owners in the order in which the deal names them. Adds up exactly.
    /// </summary>
    public static ImmutableList<Money> Split(Money amount, ImmutableList<BasisPoints> shares)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(shares.Sum(s => (long)s.Value), Whole);
        var parts = shares.Select(s => Rounding.Down(amount, s)).ToArray();
        var left = amount - Money.Sum(parts);
        for (var i = 0; left.IsPositive; i = (i + 1) % parts.Length, left -= Money.Cny(1)) parts[i] += Money.Cny(1);
        return [.. parts];
    }
}
