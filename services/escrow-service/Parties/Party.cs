namespace Pengcheng.Escrow.Parties;

/// <summary>An account at a bank, with the name it is held under.</summary>
/// <param name="BankCode">The bank's branch number (联行号).</param>
/// <param name="Account">The account number.</param>
/// <param name="Name">The holder's name, as the bank has it.</param>
public sealed record BankAccount(CnapsCode BankCode, AccountNumber Account, string Name)
{
    /// <summary>Whether both mean the same account; banks spell names differently.</summary>
    public bool Is(BankAccount? other) => other is not null && BankCode == other.BankCode && Account == other.Account;

    /// <summary>Whether the name can stand in a line of signed text: not empty, at most 140 characters, no line breaks or other control characters.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasPrintableName => Name.Length is > 0 and <= 140 && !Name.Any(char.IsControl);

    /// <summary>The account with every control character of the name as a space: what a bank tells us about its customers is taken, not refused.</summary>
    public BankAccount Printable() => HasPrintableName ? this : this with { Name = Cleaned(Name) };

    private static string Cleaned(string name)
    {
        var text = new string([.. name.Take(140).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return text.Length > 0 ? text : "-";
    }
}

/// <summary>Who buys: may be several. Pays only from the registered account.</summary>
/// <param name="Subject">Opaque subject reference, e.g. <c>citizen-7f3a</c>.</param>
/// <param name="Account">The only account from which this buyer's money is taken.</param>
public sealed record Buyer(string Subject, BankAccount Account);

/// <summary>Who sells: may be several co-owners.</summary>
/// <param name="Subject">Opaque subject reference.</param>
/// <param name="Account">Where this seller's part of the remainder goes; also the only account a top-up is taken from.</param>
/// <param name="Share">The share of the remainder; all shares together are 10000bp.</param>
public sealed record Seller(string Subject, BankAccount Account, BasisPoints Share);

/// <summary>Whose money lends: a commercial bank or the provident fund.</summary>
public enum LoanKind
{
    /// <summary>A commercial bank's loan.</summary>
    Bank,

    /// <summary>A loan of the housing provident fund (住房公积金).</summary>
    ProvidentFund,
}

/// <summary>A loan of the seller that rests on the home and is paid off from the price.</summary>
/// <param name="LoanNo">The lender's contract number.</param>
/// <param name="Lender">The lender.</param>
/// <param name="Kind">Banks are paid before the provident fund.</param>
/// <param name="MortgageProofNo">The proof of the mortgage that secures it (不动产证明); it must be cancelled.</param>
public sealed record OldLoan(string LoanNo, CnapsCode Lender, LoanKind Kind, MortgageProofNo MortgageProofNo);

/// <summary>A loan of the buyer that pays part of the price; one per lender.</summary>
/// <param name="Lender">The lender.</param>
/// <param name="Kind">Bank or provident fund.</param>
/// <param name="Amount">What it lends.</param>
public sealed record NewLoan(CnapsCode Lender, LoanKind Kind, Money Amount);

/// <summary>What a lender asks for an early repayment on a value date. Giving it is the lender's consent.</summary>
/// <param name="LoanNo">The loan.</param>
/// <param name="ValueDate">The business date it is calculated for.</param>
/// <param name="Principal">Outstanding principal.</param>
/// <param name="AccruedInterest">Interest up to the value date.</param>
/// <param name="DailyInterest">What each further day adds.</param>
/// <param name="Penalty">Prepayment penalty.</param>
/// <param name="Total">Principal, interest and penalty.</param>
/// <param name="ValidUntil">The last day on which the lender accepts it.</param>
/// <param name="CollectionAccount">Where the lender collects it; fixed by the first quote.</param>
public sealed record PayoffQuote(
    string LoanNo, DateOnly ValueDate, Money Principal, Money AccruedInterest, Money DailyInterest, Money Penalty,
    Money Total, DateOnly ValidUntil, BankAccount CollectionAccount)
{
    // Ten billion yuan: nobody owes as much on a home, and sums of such amounts can be computed.
    private const long Most = 1_000_000_000_000;

    /// <summary>The payoff if it is made later: each day adds a day's interest. Exact, nothing is rounded.</summary>
    public Money At(DateOnly date) => Total + DailyInterest * Math.Max(0, date.DayNumber - ValueDate.DayNumber);

    /// <summary>Whether the parts are amounts owed and make up the total.</summary>
    public bool AddsUp() =>
        new[] { Principal, AccruedInterest, DailyInterest, Penalty, Total }.All(part => !part.IsNegative && part.Minor <= Most && part.Currency == Total.Currency)
        && Principal + AccruedInterest + Penalty == Total;
}

/// <summary>A lender's word that it will lend.</summary>
/// <param name="Lender">The lender.</param>
/// <param name="ContractNo">Its loan contract.</param>
/// <param name="Amount">What it will lend.</param>
/// <param name="ValidUntil">The last day of its word.</param>
/// <param name="DisbursingAccount">The only account from which it disburses.</param>
public sealed record LoanApproval(CnapsCode Lender, string ContractNo, Money Amount, DateOnly ValidUntil, BankAccount DisbursingAccount);
