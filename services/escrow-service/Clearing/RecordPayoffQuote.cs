using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Clearing;

/// <summary>Due: ask a lender what paying off a loan costs, then <see cref="RecordPayoffQuote"/>.</summary>
public sealed record QuotePayoffDue(string LoanNo);

/// <summary>A lender quoted, and by that consents to the early repayment.</summary>
/// <param name="Quote">Its quote.</param>
public sealed record RecordPayoffQuote(PayoffQuote Quote)
{
    /// <summary>The parts add up; the collection account is at the lender and does not change. Nothing after something is for a person.</summary>
    public static Decision Decide(Deal deal, RecordPayoffQuote command, Facts facts, EscrowPolicy policy)
    {
        var quote = command.Quote;
        if (deal.Lending.OldWith(quote.LoanNo) is not { } loan) return EscrowErrors.NotYourLoan.With(("lender", quote.CollectionAccount.BankCode));
        if (!deal.IsLive || deal.Payments.PlanFixed || loan.Quote == quote) return Decision.Nothing;
        if (Refuse(loan.Loan, loan.CollectionAccount, quote) is { } refusal) return refusal;
        var unfolding = new Unfolding(deal, facts, policy);
        if (IsSuddenlyNothing(loan, quote)) RequotePayoff.Distrust(unfolding, quote.LoanNo);
        else unfolding.Add(new PayoffQuoted(quote));
        return unfolding.Decide();
    }

    /// <summary>A loan that was owed and costs nothing now: perhaps it was paid elsewhere, perhaps nobody has looked. Its payoff would be the sellers'.</summary>
    internal static bool IsSuddenlyNothing(Funding.OldLoanState loan, PayoffQuote quote) => !quote.Total.IsPositive && loan.Quote?.Total.IsPositive == true;

    internal static Refusal? Refuse(OldLoan loan, BankAccount? collectionAccount, PayoffQuote quote) =>
        !quote.AddsUp() ? EscrowErrors.QuoteInvalid.With(("loanNo", quote.LoanNo))
        : quote.CollectionAccount.BankCode != loan.Lender ? EscrowErrors.AccountNotAtLender.With(("lender", loan.Lender))
        : !quote.CollectionAccount.HasPrintableName ? EscrowErrors.NameInvalid
        : collectionAccount is not null && !collectionAccount.Is(quote.CollectionAccount) ? EscrowErrors.CollectionAccountChanged.With(("loanNo", quote.LoanNo))
        : null;
}
