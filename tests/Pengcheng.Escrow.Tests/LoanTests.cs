namespace Pengcheng.Escrow.Tests;

public sealed class LoanTests
{
    [Test]
    public void A_lender_gives_its_word_for_exactly_what_the_deal_counts_on() =>
        Stages.Deposited().When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve() with { Amount = Samples.Yuan(2_999_999) }, f, p)).Refused(EscrowErrors.ApprovalDiffers);

    [Test]
    public void A_bank_without_a_loan_here_finds_nothing()
    {
        var c = Stages.Deposited();
        c.When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve() with { Lender = Samples.BankB }, f, p)).Refused(EscrowErrors.NotYourLoan);
        c.When((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankB, "no"), f, p)).Refused(EscrowErrors.NotYourLoan);
        c.When((d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(Samples.BankA, "R"), f, p)).Refused(EscrowErrors.NotYourLoan);
    }

    [Test]
    public void A_word_that_has_run_out_is_none() =>
        Stages.Deposited().When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(until: f.Today.AddDays(-1)), f, p)).Refused(EscrowErrors.ApprovalExpired);

    [Test]
    public void A_word_for_ever_is_refused()
    {
        Stages.Deposited().When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(until: DateOnly.MaxValue), f, p)).Refused(EscrowErrors.ApprovalTooLong);
        Stages.Deposited().Done((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(until: f.Today.AddYears(5)), f, p)).Said(typeof(LoanApproved));
    }

    [Test]
    public void A_lender_disburses_from_an_account_of_its_own() =>
        Stages.Deposited().When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve() with { DisbursingAccount = Samples.LenderCollects }, f, p)).Refused(EscrowErrors.AccountNotAtLender);

    [Test]
    public void The_same_word_twice_changes_nothing() => Stages.Approved().When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(), f, p)).Nothing();

    [Test]
    public void A_lender_that_has_disbursed_is_bound()
    {
        Stages.Funded().When((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankA, "no"), f, p)).Refused(EscrowErrors.LoanAlreadyDisbursed);
        Stages.Funded().When((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(until: f.Today), f, p)).Refused(EscrowErrors.LoanAlreadyDisbursed);
    }

    [Test]
    public void A_lender_cannot_refuse_once_the_registry_has_begun() =>
        Stages.Registered().When((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankA, "no"), f, p)).Refused(EscrowErrors.TransferAlreadyRegistered);

    [Test]
    public void A_refused_loan_leaves_ten_working_days_for_another_lender()
    {
        var c = Stages.Deposited().Done((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankA, "income"), f, p));
        Assert.That(c.Single<LoanRefused>().NewLenderDue, Is.EqualTo(new DateOnly(2025, 3, 24)));
        c.When((d, f, p) => ExpireLenderSearch.Decide(d, new ExpireLenderSearch(Samples.BankA), f, p)).Nothing();

        c.Now = c.Deadlines[$"lender:{Samples.BankA}"].Due;
        c.Done((d, f, p) => ExpireLenderSearch.Decide(d, new ExpireLenderSearch(Samples.BankA), f, p)).Said(typeof(DealCancelled), typeof(RefundInstructed));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Refunding));
        c.Instruct(1).Answer(1, PaymentAnswer.Settled).Said(typeof(PaymentSettled), typeof(RefundSettled), typeof(DealFailed));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Refunded));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void Another_lender_takes_the_place_for_the_same_amount()
    {
        var c = Stages.Deposited().Done((d, f, p) => RefuseLoan.Decide(d, new RefuseLoan(Samples.BankA, "income"), f, p));
        c.When((d, f, p) => ReplaceLender.Decide(d, new ReplaceLender(Samples.BankA, new NewLoan(Samples.BankB, LoanKind.Bank, Samples.Yuan(1))), f, p)).Refused(EscrowErrors.ApprovalDiffers);

        var other = Samples.NewBankLoan with { Lender = Samples.BankB };
        c.Done((d, f, p) => ReplaceLender.Decide(d, new ReplaceLender(Samples.BankA, other), f, p)).Said(typeof(LenderReplaced));
        c.Done((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(other), f, p));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.LoanApproved));
        Assert.That(c.Deal.Registration.NewLenders, Is.EqualTo(new[] { Samples.BankB.ToString() }));
    }

    [Test]
    public void A_lender_whose_word_holds_is_not_replaced() =>
        Stages.Approved().When((d, f, p) => ReplaceLender.Decide(d, new ReplaceLender(Samples.BankA, Samples.NewBankLoan with { Lender = Samples.BankB }), f, p)).Refused(EscrowErrors.WrongState);

    [Test]
    public void A_word_runs_out_at_the_end_of_its_last_day_and_may_be_renewed()
    {
        var c = Stages.Approved();
        var due = c.Deadlines[$"approval:{Samples.BankA}"];
        var command = (ExpireLoanApproval)due.Command;
        c.When((d, f, p) => ExpireLoanApproval.Decide(d, command, f, p)).Nothing();

        c.Now = due.Due;
        c.Done((d, f, p) => ExpireLoanApproval.Decide(d, command, f, p)).Said(typeof(LoanApprovalExpired));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.DepositHeld));
        c.Done((d, f, p) => ConfirmLoanApproval.Decide(d, Samples.Approve(until: f.Today.AddDays(30)), f, p));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.LoanApproved));
        c.When((d, f, p) => ExpireLoanApproval.Decide(d, command, f, p)).Nothing();
    }

    [Test]
    public void A_quote_must_add_up_and_come_from_the_lender()
    {
        var c = Stages.Effective();
        var quote = Samples.Quote(Samples.OldBankLoan, c.Facts.Today);
        c.When((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(quote with { Total = quote.Total + Money.Cny(1) }), f, p)).Refused(EscrowErrors.QuoteInvalid);
        foreach (var absurd in new[] { quote with { Principal = Money.Cny(long.MaxValue) }, quote with { DailyInterest = Money.Cny(long.MaxValue) } })
            c.When((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(absurd), f, p)).Refused(EscrowErrors.QuoteInvalid);
        c.When((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(quote with { CollectionAccount = Samples.Stranger }), f, p)).Refused(EscrowErrors.AccountNotAtLender);
        c.When((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(quote with { LoanNo = "OTHER" }), f, p)).Refused(EscrowErrors.NotYourLoan);
        c.Done((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(quote), f, p)).Said(typeof(PayoffQuoted));
        c.When((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(quote), f, p)).Nothing();
    }

    [Test]
    public void The_first_quote_fixes_where_the_lender_collects() =>
        Stages.Quoted().When((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(
            Samples.Quote(Samples.OldBankLoan, f.Today) with { CollectionAccount = Samples.Account(Samples.BankB, "9200000666", "Bank B collections") }), f, p)).Refused(EscrowErrors.CollectionAccountChanged);
}
