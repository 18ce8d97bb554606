using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>Due: ask a lender what paying off a loan costs, then <see cref="RecordPayoffQuote"/>.</summary>
public sealed record QuotePayoffDue(string LoanNo);

/// <summary>A lender quoted, and by that consents to the early repayment.</summary>
/// <param name="Quote">Its quote.</param>
public sealed record RecordPayoffQuote(PayoffQuote Quote)
{
    /// <summary>The parts add up; the collection account is at the lender and does not change.</summary>
    public static Decision Decide(Deal deal, RecordPayoffQuote command, Facts facts, EscrowPolicy policy)
    {
        var quote = command.Quote;
        if (deal.Lending.OldWith(quote.LoanNo) is not { } loan) return EscrowErrors.NotYourLoan.With(("lender", quote.CollectionAccount.BankCode));
        if (!deal.IsLive || deal.Payments.PlanFixed || loan.Quote == quote) return Decision.Nothing;
        return Refuse(loan.Loan, loan.CollectionAccount, quote) is { } refusal
            ? refusal
            : new Unfolding(deal, facts, policy).Add(new PayoffQuoted(quote)).Decide();
    }

    internal static Refusal? Refuse(OldLoan loan, BankAccount? collectionAccount, PayoffQuote quote) =>
        !quote.AddsUp() ? EscrowErrors.QuoteInvalid.With(("loanNo", quote.LoanNo))
        : quote.CollectionAccount.BankCode != loan.Lender ? EscrowErrors.AccountNotAtLender.With(("lender", loan.Lender))
        : !quote.CollectionAccount.HasPrintableName ? EscrowErrors.NameInvalid
        : collectionAccount is not null && !collectionAccount.Is(quote.CollectionAccount) ? EscrowErrors.CollectionAccountChanged.With(("loanNo", quote.LoanNo))
        : null;
}
