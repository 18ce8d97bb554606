using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Clearing;

/// <summary>
/// Old lenders whose mortgage is gone and whose loan is not paid. No money passes them by without their release in writing,
/// whatever paper asks for it; a paper's own lines to a lender's collection account pay it.
/// </summary>
public static class Unsecured
{
    /// <summary>Who must still be paid, or release the money.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="today">Interest runs until the day on which a lender is paid.</param>
    /// <param name="instead">A paper that would take the place of the release lines that are not yet paid.</param>
    public static ImmutableList<CnapsCode> Lenders(Deal deal, DateOnly today, ImmutableList<Allocation>? instead = null) =>
    [
        .. deal.Lending.Old.Where(l => IsGone(deal, l) && !IsPaidOff(deal, l)).GroupBy(l => (l.Loan.Lender, l.CollectionAccount?.Account))
            .Where(loans => !IsCovered(deal, [.. loans], today, instead)).Select(loans => loans.Key.Lender).Distinct(),
    ];

    private static bool IsGone(Deal deal, OldLoanState loan) =>
        deal.Registration.Cancelled.Contains(loan.Loan.MortgageProofNo.ToString()) && !deal.Registration.ReleasedBy.Contains(loan.Loan.Lender.ToString());

    private static bool IsPaidOff(Deal deal, OldLoanState loan) =>
        deal.Payments.Of(LinePurpose.Payoff).Any(p => p.Plan.LoanNo == loan.Loan.LoanNo && p.State == LineState.Settled);

    // Loans that one account collects. What was paid counts as of its day, what is still to be paid as of today.
    private static bool IsCovered(Deal deal, ImmutableList<OldLoanState> loans, DateOnly today, ImmutableList<Allocation>? instead)
    {
        if (loans.Any(l => l.Quote is null)) return false;
        var lines = deal.Payments.Of(LinePurpose.Release).Where(l => l.State != LineState.Superseded && l.Plan.Payee.Is(loans[0].CollectionAccount)).ToList();
        var settled = lines.Where(l => l.State == LineState.Settled).ToList();
        var paid = Money.Sum(settled.Select(l => l.Plan.Amount));
        var planned = instead is null
            ? lines.Where(l => l.IsOpen).Select(l => l.Plan.Amount)
            : instead.Where(a => a.Payee.Is(loans[0].CollectionAccount)).Select(a => a.Amount);
        return (settled.Count > 0 && paid >= Owed(settled.Max(l => l.Current!.On))) || paid + Money.Sum(planned) >= Owed(today);

        Money Owed(DateOnly on) => Money.Sum(loans.Select(l => l.Quote!.At(on)));
    }
}
