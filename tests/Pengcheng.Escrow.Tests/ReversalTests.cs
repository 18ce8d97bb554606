using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests;

public sealed class ReversalTests
{
    [Test]
    public void A_deposit_taken_back_before_the_registration_is_due_again()
    {
        var c = Reverse(Stages.Approved(), "IN-1", 2_000_000).Said(typeof(DepositReversed), typeof(DepositExtended));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.AwaitingDeposit));
        Assert.That(c.Books.Values, Is.All.Zero);

        c.Credit("IN-2", null, Samples.Buyer.Account);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.LoanApproved));
        Assert.That(c.Published.OfType<Contracts.Escrow.DepositComplete>().Count(), Is.EqualTo(1), "the world is told once");
    }

    [Test]
    public void A_deposit_taken_back_after_the_registration_is_a_security_incident()
    {
        var c = Reverse(Stages.Registered(), "IN-1", 2_000_000).Said(typeof(DepositReversed), typeof(SecurityIncidentRaised));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));

        c.Credit("IN-2", null, Samples.Buyer.Account).Credit("L-1", Samples.Yuan(3_000_000), Samples.LenderDisburses).Clear().Said(typeof(ClearingHeld));
        c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident("reversal:IN-1", "R-1"), f, p));
        c.Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void What_has_been_promised_or_paid_is_a_claim_and_not_taken_from_others()
    {
        var c = Reverse(Stages.Closed(), "IN-1", 2_000_000);
        Assert.That(c.Single<DepositReversed>().Claim, Is.EqualTo(Samples.Yuan(2_000_000)));
        Assert.That(c.Balance(Books.Claims), Is.EqualTo(Samples.Yuan(2_000_000).Minor));
        Assert.That(c.Balance(Books.Cash), Is.EqualTo(-Samples.Yuan(2_000_000).Minor));
        Assert.That(c.Deal.Balance, Is.EqualTo(Money.Zero));
    }

    [Test]
    public void A_planned_return_of_that_very_money_falls_away()
    {
        var c = Reverse(Stages.Deposited().Credit("IN-9", Samples.Yuan(7), Samples.Stranger), "IN-9", 7).Said(typeof(DepositReversed));
        Assert.That(c.Single<DepositReversed>().Superseded, Is.EqualTo(new[] { 1 }));
        c.Instruct(1).Nothing();
    }

    [Test]
    public void A_planned_refund_of_that_very_money_falls_away()
    {
        var c = Stages.Deposited().Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("trustee", "x"), f, p));
        Reverse(c, "IN-1", 2_000_000);
        Assert.That(c.Last.OfType<DealFailed>().Single().Refunded, Is.EqualTo(Money.Zero));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void A_credit_is_taken_back_once_and_only_if_it_came()
    {
        var c = Reverse(Stages.Approved(), "IN-1", 2_000_000);
        c.When((d, f, p) => ReverseCredit.Decide(d, new ReverseCredit("RV-2", "IN-1", Samples.Yuan(2_000_000), "fraud"), f, p)).Nothing();
        c.When((d, f, p) => ReverseCredit.Decide(d, new ReverseCredit("RV-3", "IN-5", Samples.Yuan(1), "fraud"), f, p)).Refused(EscrowErrors.CreditUnknown);
        Stages.Approved().When((d, f, p) => ReverseCredit.Decide(d, new ReverseCredit("RV-1", "IN-1", Samples.Yuan(2_000_001), "fraud"), f, p)).Refused(EscrowErrors.ReversalTooLarge);
        c.When((d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit("IN-1", Samples.Yuan(2_000_000), Samples.Buyer.Account, ""), f, p)).Nothing();
    }

    [Test]
    public void A_strangers_money_taken_back_leaves_the_terms_of_the_deposit_alone()
    {
        var c = Stages.Quoted().Credit("IN-9", Samples.Yuan(7), Samples.Stranger);
        Reverse(c, "IN-9", 7).Said(typeof(DepositReversed));
        Assert.That(c.Deal.Funds.DepositExtended, Is.False);
    }

    [Test]
    public void A_part_of_the_deposit_taken_back_before_it_was_complete_extends_nothing() =>
        Reverse(Stages.Quoted().Credit("IN-1", Samples.Yuan(5), Samples.Buyer.Account), "IN-1", 5).Said(typeof(DepositReversed));

    [Test]
    public void A_loan_taken_back_before_clearing_gives_the_lender_its_term_again()
    {
        var c = Stages.Funded();
        Assert.That(c.Deadlines.Keys, Does.Not.Contain("disburse-remind"));
        Reverse(c, "LOAN-0", 3_000_000).Said(typeof(DepositReversed), typeof(SecurityIncidentRaised));
        Assert.That(c.Deadlines.Keys, Is.SupersetOf(new[] { "disburse-remind", "disburse-escalate", "disburse-dispute" }));

        c.Credit("L-2", Samples.Yuan(3_000_000), Samples.LenderDisburses).Said(typeof(LoanDisbursed), typeof(FundingComplete));
        Assert.That(c.Deadlines.Keys, Does.Not.Contain("disburse-remind"));
    }

    [Test]
    public void A_credit_taken_back_in_parts_is_taken_back_in_every_part()
    {
        var c = Reverse(Stages.Approved(), "IN-1", 500_000);
        Reverse(c, "IN-1", 500_000).Nothing();
        Reverse(c, "IN-1", 1_500_000, "RV-2").Said(typeof(DepositReversed));
        Assert.That(c.Books.Values, Is.All.Zero);

        c = Reverse(Reverse(Stages.Closed(), "IN-1", 500_000), "IN-1", 1_500_000, "RV-2").Said(typeof(DepositReversed), typeof(SecurityIncidentRaised));
        Assert.That(c.Balance(Books.Claims), Is.EqualTo(Samples.Yuan(2_000_000).Minor));
        Assert.That(c.Deal.Holds.Incidents, Has.Count.EqualTo(2));
        Reverse(c, "IN-1", 1_500_000, "RV-3").Nothing();
    }

    [Test]
    public void More_than_is_left_of_a_credit_is_not_taken_back() =>
        Reverse(Stages.Approved(), "IN-1", 1_500_000).When((d, f, p) => ReverseCredit.Decide(d, new ReverseCredit("RV-2", "IN-1", Samples.Yuan(1_500_000), "x"), f, p)).Refused(EscrowErrors.ReversalTooLarge);

    [Test]
    public void A_credit_that_was_taken_in_two_parts_has_two_refunds_and_both_fall_away()
    {
        var c = Stages.Submitted(Samples.Open(RegistrationMode.DoublePreNotice));
        foreach (var right in (string[])["transfer", "mortgage"])
            c.Notice(new ApplyRegistryNotice($"N-{right}", NoticeKind.AdvanceNoticeRegistered, c.Deal.UnitNo, "ACC-1", Right: right));
        Reverse(c.Done((d, f, p) => EscalateDisbursement.Decide(d, f, p)), "IN-1", 500_000);
        c.Credit("IN-2", Samples.Yuan(1_500_000), Samples.Buyer.Account).Said(typeof(DownPaymentReceived), typeof(SelfFundingReceived));
        c.Done((d, f, p) => CancelDeal.Decide(d, new CancelDeal("trustee", "x"), f, p));
        Assert.That(c.Deal.Payments.Of(LinePurpose.Refund).Count(l => l.Plan.Origin == "IN-2"), Is.EqualTo(2));

        Reverse(c, "IN-2", 1_500_000, "RV-2");
        Assert.That(c.Single<DepositReversed>(), Has.Property("Claim").EqualTo(Money.Zero));
        Assert.That(c.Single<DepositReversed>().Superseded, Is.EquivalentTo(new[] { 2, 3 }));
    }

    [Test]
    public void A_payoff_whose_return_is_taken_back_is_paid_and_not_paid_again()
    {
        var c = Stages.PaidOff().Credit("R-1", Samples.Yuan(1_500_000), Samples.LenderCollects, "RETURN");
        Reverse(c, "R-1", 1_500_000).Said(typeof(ReturnReversed), typeof(PayoffSettled), typeof(SecurityIncidentRaised));
        Assert.That(c.Balance(Books.Cash), Is.EqualTo(Samples.Yuan(3_500_000).Minor));
        Reverse(c, "R-1", 1_500_000).Nothing();
        Reverse(c, "R-1", 1_500_000, "RV-2").Nothing();

        c.Instruct(1).Nothing();
        c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident("reversal:R-1", "R"), f, p)).PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
    }

    [Test]
    public void A_return_that_is_told_again_after_it_was_taken_back_is_no_news()
    {
        var c = Stages.PaidOff().Answer(1, PaymentAnswer.Returned, "internal");
        var back = c.Single<PaymentReturned>();
        Reverse(c, back.BankReference, 1_500_000).Said(typeof(ReturnReversed), typeof(PayoffSettled), typeof(SecurityIncidentRaised));
        c.Answer(1, PaymentAnswer.Returned, "internal").Nothing();
    }

    [Test]
    public void A_return_taken_back_after_the_payoff_was_made_again_is_a_claim()
    {
        var c = Stages.PaidOff().Credit("R-1", Samples.Yuan(1_500_000), Samples.LenderCollects, "RETURN");
        c.Done((d, f, p) => RetryPayment.Decide(d, new RetryPayment(1), f, p)).Instruct(1).Answer(1, PaymentAnswer.Settled);
        Reverse(c, "R-1", 1_500_000).Said(typeof(ReturnReversed), typeof(SecurityIncidentRaised));
        Assert.That(c.Balance(Books.Claims), Is.EqualTo(Samples.Yuan(1_500_000).Minor));
    }

    private static Case Reverse(Case c, string bankReference, long yuan, string adviceId = "RV-1") =>
        c.Done((d, f, p) => ReverseCredit.Decide(d, new ReverseCredit(adviceId, bankReference, Samples.Yuan(yuan), "fraud"), f, p));
}
