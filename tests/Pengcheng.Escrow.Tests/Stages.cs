using Pengcheng.Escrow.Banks;

namespace Pengcheng.Escrow.Tests;

/// <summary>The way to each state, through the decisions themselves; each stage builds on the one before.</summary>
internal static class Stages
{
    public static Case Screened(OpenDeal? open = null) =>
        new Case().Opened(open).Done((d, f, p) => ScreenTitle.Decide(d, new ScreenTitle([]), f, p));

    public static Case Effective(OpenDeal? open = null)
    {
        var c = Screened(open);
        foreach (var signer in c.Deal.Buyers.Select(b => b.Subject).Concat(c.Deal.Sellers.Select(s => s.Subject)).Append(SignAgreement.Trustee))
            c.Done((d, f, p) => SignAgreement.Decide(d, new SignAgreement(signer), f, p));
        return c;
    }

    public static Case Quoted(OpenDeal? open = null, long yuan = 1_500_000)
    {
        var c = Effective(open);
        foreach (var loan in c.Deal.Lending.Old)
            c.Done((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(Samples.Quote(loan.Loan, f.Today, yuan)), f, p));
        return c;
    }

    public static Case Deposited(OpenDeal? open = null, long yuan = 1_500_000) => Quoted(open, yuan).Credit("IN-1", null, Samples.Buyer.Account);

    public static Case Approved(OpenDeal? open = null, long yuan = 1_500_000)
    {
        var c = Deposited(open, yuan);
        foreach (var loan in c.Deal.Lending.New)
            c.Done((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(loan.Loan), f, p));
        return c;
    }

    public static Case Submitted(OpenDeal? open = null, long yuan = 1_500_000) =>
        Approved(open, yuan).Done((d, f, p) => SubmitRegistration.Decide(d, new SubmitRegistration("ACC-1"), f, p));

    public static Case Registered(OpenDeal? open = null, long yuan = 1_500_000)
    {
        var c = Submitted(open, yuan);
        foreach (var notice in Notices(c.Deal)) c.Notice(notice);
        return c;
    }

    public static Case Funded(OpenDeal? open = null, long yuan = 1_500_000)
    {
        var c = Registered(open, yuan);
        foreach (var (loan, i) in c.Deal.Lending.New.Select((l, i) => (l, i)))
            c.Credit($"LOAN-{i}", loan.Loan.Amount, loan.DisbursingAccount!);
        return c;
    }

    public static Case Cleared(OpenDeal? open = null, long yuan = 1_500_000) => Funded(open, yuan).Clear(yuan);

    public static Case PaidOff(OpenDeal? open = null)
    {
        var c = Cleared(open);
        foreach (var line in c.Deal.Payments.Of(LinePurpose.Payoff).ToList()) c.Answer(line.No, PaymentAnswer.Settled);
        return c;
    }

    public static Case Closed(OpenDeal? open = null)
    {
        var c = PaidOff(open);
        foreach (var line in c.Deal.Payments.Of(LinePurpose.SellerRemainder).ToList())
            c.PaySeller(line.No).Answer(line.No, PaymentAnswer.Settled);
        return c;
    }

    /// <summary>T, C and N under the one application.</summary>
    public static IEnumerable<ApplyRegistryNotice> Notices(Deal deal, string acceptance = "ACC-1") =>
    [
        new("N-T", NoticeKind.TransferRegistered, deal.UnitNo, acceptance, CertificateNo: Samples.Certificate),
        .. deal.Lending.Old.Select((l, i) => new ApplyRegistryNotice($"N-C{i}", NoticeKind.MortgageCancelled, deal.UnitNo, acceptance, MortgageProofNo: l.Loan.MortgageProofNo)),
        .. deal.Lending.New.Select((l, i) => new ApplyRegistryNotice($"N-N{i}", NoticeKind.MortgageRegistered, deal.UnitNo, acceptance, MortgageProofNo: Samples.Proof(100 + i), Mortgagee: l.Loan.Lender)),
    ];

    public static Case Done(this Case c, Func<Deal, Facts, EscrowPolicy, Decision> decide)
    {
        c.When(decide);
        Assert.That(c.Refusal, Is.Null);
        return c;
    }

    public static Case Credit(this Case c, string bankReference, Money? amount, BankAccount payer, string text = "") =>
        c.Done((d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit(bankReference, amount ?? d.DownPayment, payer, $"{d.DealNo} {text}"), f, p));

    public static Case Notice(this Case c, ApplyRegistryNotice notice) => c.Done((d, f, p) => ApplyRegistryNotice.Decide(d, notice, f, p));

    public static Case Clear(this Case c, long yuan = 1_500_000, bool accountInOrder = true) => c.Done((d, f, p) => ClearEscrowFunds.Decide(
        d, new ClearingFacts([.. d.Lending.Old.Select(l => Samples.Quote(l.Loan, f.Today, yuan))], accountInOrder), f, p));

    public static Case PaySeller(this Case c, int line, NameCheck? check = null) => c.Done((d, f, p) => Clearing.PaySeller.Decide(
        d, new PaySeller(line), new PaymentFacts(true, check ?? new NameCheck(true, true)), f, p));

    public static Case Instruct(this Case c, int line, bool accountInOrder = true, PayoffQuote? quote = null) => c.Done((d, f, p) => InstructPayment.Decide(
        d, new InstructPayment(line), new PaymentFacts(accountInOrder, Quote: quote ?? QuoteOfToday(d, line, f.Today)), f, p));

    public static Case Sign(this Case c, int line, bool accountInOrder = true) => c.When((d, f, p) => SignInstruction.Decide(
        d, new SignInstruction(d.Payments.Line(line)!.Current!.Reference, new InstructionEvidence("k1", "MEUC"), accountInOrder), f, p));

    /// <summary>What the bank says; before its first word to a sending the instruction was signed.</summary>
    public static Case Answer(this Case c, int line, PaymentAnswer answer, string? code = null, int? group = null)
    {
        var attempt = c.Deal.Payments.Line(line)!.Attempts[(group ?? c.Deal.Payments.Line(line)!.Attempts.Count) - 1];
        if (attempt.SentOn is null && c.Deal.Payments.Line(line)!.IsInFlight) c.Sign(line).Said(typeof(InstructionSigned));
        return c.Done((d, f, p) => RecordPaymentAnswer.Decide(
            d, new RecordPaymentAnswer(attempt.Reference, answer, attempt.Amount, $"B-{attempt.Reference}", code), f, p));
    }

    // The lender's word of today: what it said before, and a day's interest for each day since.
    private static PayoffQuote? QuoteOfToday(Deal deal, int line, DateOnly today)
    {
        if (deal.Payments.Line(line)!.Plan.LoanNo is not { } loanNo || deal.Lending.OldWith(loanNo)!.Quote is not { } last) return null;
        var interest = last.At(today) - last.Total;
        return last with { ValueDate = today, ValidUntil = today, AccruedInterest = last.AccruedInterest + interest, Total = last.Total + interest };
    }
}
