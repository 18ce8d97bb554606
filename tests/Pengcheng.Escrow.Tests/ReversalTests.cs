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

    private static Case Reverse(Case c, string bankReference, long yuan) =>
        c.Done((d, f, p) => ReverseCredit.Decide(d, new ReverseCredit("RV-1", bankReference, Samples.Yuan(yuan), "fraud"), f, p));
}
