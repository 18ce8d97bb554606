using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests;

/// <summary>I1 to I10 of the dossier, asked after every single event of every test, and told apart from the code that keeps them.</summary>
internal static class Invariants
{
    public static void Hold(Deal? before, object e, Deal after, Case books)
    {
        Conserved(after, books);
        switch (e)
        {
            case PaymentInstructed p: Instructed(before!, p, after, books); break;
            case PaymentSettled p:
                Require(before!.Payments.Line(p.Line)!.State is not (LineState.Settled or LineState.Superseded), "I5: a line settles at most once", after, e);
                break;
            case ClearingPlanFixed p: Cleared(before!, p, after); break;
            case RefundInstructed p:
                Require(!after.Registration.HasTransfer, "I3: no refund after the transfer", after, e);
                Require(p.Lines.All(l => after.Funds.Receipts.Any(r => r.BankReference == l.Origin && r.Payer == l.Payee && r.Amount == l.Amount)), "a refund is whole, to its payer", after, e);
                break;
            case JointReleaseInstruction or CourtJudgmentApplied: Require(after.Unassigned.IsZero, "a split leaves nothing", after, e); break;
            case ManualPaymentApproved p:
                Require(before!.Payments.Proposals.Single(x => x.ProposalId == p.ProposalId).Maker != p.Checker, "I9: maker is not checker", after, e);
                break;
            case DealClosed p:
                Require(HoldsNothing(after) && p.Received == p.PaidOff + p.PaidToSeller, "a closed deal holds nothing of its own", after, e);
                break;
            case DealFailed: Require(HoldsNothing(after), "an ended deal holds nothing of its own", after, e); break;
        }
    }

    // But what was never the deal's and does not reach its payer.
    private static bool HoldsNothing(Deal deal) => deal.Balance == Money.Sum(deal.Payments.Lines
        .Where(l => l is { IsOpen: true, NeedsPerson: true, Plan.Purpose: LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn }).Select(l => l.Plan.Amount));

    // I1: in minus out is the balance, never below zero; the ledger says the same.
    private static void Conserved(Deal deal, Case books)
    {
        Require(!deal.Balance.IsNegative, "I1: the balance is not below zero", deal);
        Require(!deal.Unassigned.IsNegative, "I1: no more is assigned than is held", deal);
        var prefix = $"deal:{deal.DealNo}:";
        var liabilities = books.Books.Where(b => b.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        Require(liabilities.All(b => b.Value <= 0), $"I1: no liability turns into an asset: {string.Join(", ", liabilities)}", deal);
        Require(-liabilities.Sum(b => b.Value) == deal.Balance.Minor, $"I1: ledger {-liabilities.Sum(b => b.Value)} is balance {deal.Balance}", deal);
        Require(books.Balance(Books.Claims) == deal.Claims.Minor, "I1: the claims in the ledger are the deal's", deal);
        Require(books.Balance(Books.Cash) + books.Balance(Books.Claims) == deal.Balance.Minor, "I1: cash and claims cover the deal", deal);
        Require(-books.Balance(Books.Held(deal.DealNo)) - books.Balance(Books.Unapplied(deal.DealNo)) == deal.Unassigned.Minor, "I1: held in the ledger is what is unassigned", deal);
    }

    private static void Instructed(Deal before, PaymentInstructed e, Deal after, Case books)
    {
        var line = before.Payments.Line(e.Line)!;
        Require(!line.IsInFlight && line.IsOpen, "I5: no second reference while one may still pay", after, e);
        Require(line.Attempts.All(a => a.Over), "I5: every earlier reference is over", after, e);
        Require(Away(books, e.Line) == 0, "I5: nothing that was paid and stayed away is paid again", after, e);
        Require(e.Amount == line.Plan.Amount && e.Creditor == line.Plan.Payee, "the instruction is the plan's", after, e);
        Require(!before.Holds.IsFrozen, "nothing leaves a frozen deal", after, e);
        var isSellers = line.IsSellers || (before.Sellers.Any(s => s.Account.Is(e.Creditor)) && line.Plan.Purpose is not (LinePurpose.Release or LinePurpose.Refund or LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn));
        if (isSellers)
        {
            Require(before.Registration.IsComplete, "I2: no payment to the seller side before T, C and N", after, e);
            Require(before.Payments.Of(LinePurpose.Payoff).All(l => l.State == LineState.Settled), "I4: the seller is last", after, e);
        }

        var today = ShenzhenTime.DateOf(books.Now);
        if (line.Plan.Purpose == LinePurpose.Payoff && before.IsLive && before.Payments.Of(LinePurpose.SellerRemainder).All(l => l.Attempts.IsEmpty) && !before.Payments.SellerPaid)
            Require(after.Lending.OldWith(line.Plan.LoanNo!)!.Quote is { } quote && quote.ValueDate == today && quote.Total == e.Amount, "money rule 3: a payoff is for the quote of its day", after, e);
        if (line.Plan.Purpose == LinePurpose.Payoff)
            Require(before.Mode switch
            {
                RegistrationMode.SimultaneousTriple => before.Registration.IsComplete,
                RegistrationMode.SequentialMortgage => before.Registration is { HasTransfer: true, HasNewMortgages: true },
                _ => before.Registration.HasAdvanceNotices || before.Registration.IsComplete,
            }, "I2: no payoff before the mode allows it", after, e);
        if (line.Plan.Purpose == LinePurpose.Refund)
        {
            Require(!before.Registration.HasTransfer, "I3: no refund after the transfer", after, e);
            Require(before.Lending.Old.All(l => !before.Registration.Cancelled.Contains(l.Loan.MortgageProofNo.ToString()) || before.Registration.ReleasedBy.Contains(l.Loan.Lender.ToString())),
                "no refund past an old lender whose mortgage is gone", after, e);
        }

        if (line.Plan.Purpose == LinePurpose.Release && !before.Lending.Old.Any(l => e.Creditor.Is(l.CollectionAccount)))
            Require(before.Lending.Old.All(l => !before.Registration.Cancelled.Contains(l.Loan.MortgageProofNo.ToString()) || before.Registration.ReleasedBy.Contains(l.Loan.Lender.ToString())
                    || before.Payments.Of(LinePurpose.Payoff).Any(p => p.Plan.LoanNo == l.Loan.LoanNo && p.State == LineState.Settled)
                    || Money.Sum(before.Payments.Of(LinePurpose.Release).Where(p => p.State != LineState.Superseded && p.Plan.Payee.Is(l.CollectionAccount)).Select(p => p.Plan.Amount)) >= l.Quote!.Total),
                "no paper passes an old lender by whose mortgage is gone", after, e);
        Require(after.Lending.Old.Any(l => e.Creditor.Is(l.CollectionAccount)) || after.Sellers.Any(s => s.Account.Is(e.Creditor))
            || after.Funds.Receipts.Any(r => r.Payer.Is(e.Creditor)) || after.Buyers.Any(b => b.Account.Is(e.Creditor)), "I7: a payee of the fixed set", after, e);

        var text = InstructionText.For(e).Split('\n');
        Require(text is ["pengcheng-payment-v1", var reference, .., var amount, _, _] && text.Length == 9 && reference == e.Reference && amount == e.Amount.ToString(), "I10: nine lines", after, e);
        Require(e.Reference == $"{after.DealNo}-{e.Line}-{e.AttemptGroup}" && e.AttemptGroup == line.Attempts.Count + 1, "I10: the reference is the attempt's", after, e);
    }

    // By the history alone: what was paid under any reference, less what came back.
    private static int Away(Case books, int line) => books.Events.Sum(x => x switch
    {
        PaymentSettled p when p.Line == line => 1,
        PaymentSettledTwice p when p.Line == line => 1,
        ReturnReversed p when p.Line == line => 1,
        PaymentReturned p when p.Line == line => -1,
        DoublePaymentReturned p when p.Line == line => -1,
        _ => 0,
    });

    private static void Cleared(Deal before, ClearingPlanFixed e, Deal after)
    {
        Require(Money.Sum(e.Lines.Select(l => l.Amount)) == before.Unassigned && after.Unassigned.IsZero, "I5: the lines are all that came in", after, e);
        Require(before.Funds.Complete && before.Funds.TowardsPrice == before.Price, "only a funded deal is cleared", after, e);
        Require(e.Lines.Select(l => l.Line).SequenceEqual(Enumerable.Range(before.Payments.Next, e.Lines.Count)), "lines are numbered on", after, e);
        var order = e.Lines.Select(l => l.Purpose == LinePurpose.SellerRemainder ? 2 : before.Lending.OldWith(l.LoanNo!)!.Loan.Kind == LoanKind.Bank ? 0 : 1).ToList();
        Require(order.SequenceEqual(order.Order()), "banks, then the fund, then the sellers", after, e);
    }

    private static void Require(bool holds, string invariant, Deal deal, object? e = null)
    {
        // Not Assert.That: millions of these run, and only the failing one may cost anything.
        if (!holds) throw new InvariantBroken($"{invariant}\n  at {e}\n  in {deal.Status} of {deal.DealNo}");
    }
}

internal sealed class InvariantBroken(string message) : Exception(message);
