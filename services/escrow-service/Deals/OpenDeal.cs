using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Deals;

/// <summary>Opens a deal for a mortgaged home.</summary>
public sealed record OpenDeal(
    Guid DealId, DealNo DealNo, RealEstateUnitCode UnitNo, Money Price, Money DownPayment, RegistrationMode Mode,
    ImmutableList<Buyer> Buyers, ImmutableList<Seller> Sellers, ImmutableList<OldLoan> OldLoans, ImmutableList<NewLoan> NewLoans,
    string? ContractFilingNo = null)
{
    private const int Whole = 10_000;

    /// <summary>Price above zero, exactly funded; shares whole; loans and parties named once.</summary>
    public static Decision Decide(Deal? deal, OpenDeal command, Facts facts)
    {
        if (deal is not null) return EscrowErrors.DealExists.With(("dealNo", deal.DealNo));
        return Refuse(command) is { } refusal ? refusal : Decision.Accept(new DealOpened(
            command.DealId, command.DealNo, command.UnitNo, command.Price, command.DownPayment, command.Mode,
            command.Buyers, command.Sellers, command.OldLoans, command.NewLoans, facts.Today, command.ContractFilingNo));
    }

    private static Refusal? Refuse(OpenDeal c) =>
        !c.Price.IsPositive ? EscrowErrors.AmountNotPositive.With(("field", "price"))
        : !c.DownPayment.IsPositive ? EscrowErrors.AmountNotPositive.With(("field", "downPayment"))
        : c.NewLoans.Any(l => !l.Amount.IsPositive) ? EscrowErrors.AmountNotPositive.With(("field", "newLoans"))
        : !PartiesAreValid(c) ? EscrowErrors.PartiesInvalid
        : c.Buyers.Select(b => b.Account).Concat(c.Sellers.Select(s => s.Account)).Any(a => !a.HasPrintableName) ? EscrowErrors.NameInvalid
        : c.Sellers.Any(s => s.Share.Value <= 0) || Shares(c) != Whole ? EscrowErrors.SharesInvalid.With(("sum", $"{Shares(c)}bp"))
        : !LoansAreValid(c) ? EscrowErrors.LoansInvalid
        : c.ContractFilingNo is not null && Texts.Refuse("contractFilingNo", c.ContractFilingNo) is { } filing ? filing
        : Funding(c) is var sum && sum != (Int128)c.Price.Minor ? EscrowErrors.FundingEquation.With(("sum", Shown(sum)), ("price", c.Price))
        : null;

    private static bool PartiesAreValid(OpenDeal c)
    {
        string[] subjects = [.. c.Buyers.Select(b => b.Subject), .. c.Sellers.Select(s => s.Subject)];
        BankAccount[] accounts = [.. c.Buyers.Select(b => b.Account), .. c.Sellers.Select(s => s.Account)];
        return !c.Buyers.IsEmpty && !c.Sellers.IsEmpty
            && subjects.All(s => s.Length is > 0 and <= 100 && s != "trustee")
            && subjects.Distinct(StringComparer.Ordinal).Count() == subjects.Length
            && accounts.Select(a => (a.BankCode, a.Account)).Distinct().Count() == accounts.Length;
    }

    private static bool LoansAreValid(OpenDeal c) =>
        !c.OldLoans.IsEmpty
        && c.OldLoans.All(l => Texts.Refuse("loanNo", l.LoanNo) is null)
        && c.OldLoans.DistinctBy(l => l.LoanNo).Count() == c.OldLoans.Count
        && c.NewLoans.DistinctBy(l => l.Lender).Count() == c.NewLoans.Count;

    private static long Shares(OpenDeal c) => c.Sellers.Sum(s => (long)s.Share.Value);

    // Wider than an amount: a caller's absurd figures are refused, they do not overflow.
    private static Int128 Funding(OpenDeal c) => c.NewLoans.Aggregate((Int128)c.DownPayment.Minor, (sum, l) => sum + l.Amount.Minor);

    private static string Shown(Int128 fen) => fen <= long.MaxValue ? Money.Cny((long)fen).ToString() : $"{fen} fen";
}
