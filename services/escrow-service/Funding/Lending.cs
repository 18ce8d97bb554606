using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Funding;

/// <summary>An old loan and what its lender said.</summary>
public sealed record OldLoanState(OldLoan Loan)
{
    /// <summary>The latest quote.</summary>
    public PayoffQuote? Quote { get; init; }

    /// <summary>The quote that coverage was measured by; what goes beyond it and the buffer, the seller must accept.</summary>
    public PayoffQuote? Basis { get; init; }

    /// <summary>Where the lender collects: fixed by its first quote.</summary>
    public BankAccount? CollectionAccount { get; init; }
}

/// <summary>A new loan and its lender's word.</summary>
public sealed record NewLoanState(NewLoan Loan)
{
    /// <summary>The lender's word, while it holds.</summary>
    public LoanApproval? Approval { get; init; }

    /// <summary>Where the lender disburses from: also known after its word has run out.</summary>
    public BankAccount? DisbursingAccount { get; init; }

    /// <summary>The day by which another lender must be found, after a refusal.</summary>
    public DateOnly? NewLenderDue { get; init; }
}

/// <summary>The loans on both sides.</summary>
public sealed record Lending
{
    /// <summary>The seller's loans, in the order of clearing: banks first, then the provident fund.</summary>
    public ImmutableList<OldLoanState> Old { get; init; } = [];

    /// <summary>The buyer's loans.</summary>
    public ImmutableList<NewLoanState> New { get; init; } = [];

    /// <summary>Whether every new lender's word holds.</summary>
    public bool AllApproved => New.All(l => l.Approval is not null);

    /// <summary>Whether every old lender has quoted.</summary>
    public bool AllQuoted => Old.All(l => l.Quote is not null);

    /// <summary>The new loan of a lender.</summary>
    public NewLoanState? Of(CnapsCode lender) => New.Find(l => l.Loan.Lender == lender);

    /// <summary>The old loan with this number.</summary>
    public OldLoanState? OldWith(string loanNo) => Old.Find(l => l.Loan.LoanNo == loanNo);

    /// <summary>The loans of a new deal.</summary>
    public static Lending From(IEnumerable<OldLoan> old, IEnumerable<NewLoan> @new) => new()
    {
        Old = [.. old.OrderBy(l => l.Kind).Select(l => new OldLoanState(l))],
        New = [.. @new.Select(l => new NewLoanState(l))],
    };

    /// <summary>With a new loan changed.</summary>
    public Lending With(CnapsCode lender, Func<NewLoanState, NewLoanState> change) =>
        this with { New = [.. New.Select(l => l.Loan.Lender == lender ? change(l) : l)] };

    /// <summary>With a quote. The first one fixes the collection account.</summary>
    public Lending With(PayoffQuote quote) => this with
    {
        Old = [.. Old.Select(l => l.Loan.LoanNo == quote.LoanNo ? l with { Quote = quote, CollectionAccount = l.CollectionAccount ?? quote.CollectionAccount } : l)],
    };

    /// <summary>With these quotes as what was foreseen; a loan without one keeps its own latest.</summary>
    public Lending Foreseeing(ImmutableList<PayoffQuote> quotes) => this with
    {
        Old = [.. Old.Select(l => l with { Basis = quotes.Find(q => q.LoanNo == l.Loan.LoanNo) ?? l.Quote })],
    };

    /// <summary>After a lender's refusal or when its word has run out.</summary>
    public Lending Without(CnapsCode lender, DateOnly newLenderDue) => With(lender, l => l with { Approval = null, NewLenderDue = newLenderDue });
}
