using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests;

/// <summary>A bank that pays what it had denied, or another amount, and money that comes back: nothing is paid twice, and nothing is lost.</summary>
public sealed class TwicePaidTests
{
    [Test]
    public void A_payoff_found_late_gives_the_sellers_no_more_than_it_cost_less()
    {
        var c = DeniedPayoff().Answer(1, PaymentAnswer.Settled).PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
        c.Credit("R-1", Samples.Yuan(1_500_200), Samples.LenderCollects, "RETURN");

        c.Answer(1, PaymentAnswer.Settled, group: 1).Said(typeof(PayoffReplanned), typeof(PaymentSettled), typeof(SecurityIncidentRaised), typeof(PayoffSettled));
        Assert.That(c.Single<PayoffReplanned>().Added.Single().Amount, Is.EqualTo(Samples.Yuan(200)), "they have CNY 3,499,800 already");
        c.PaySeller(3).Said(typeof(PaymentHeld));
        Resolve(c).PaySeller(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void A_dearer_payoff_found_late_takes_nothing_from_sellers_who_are_paid()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Advance(1).Answer(1, PaymentAnswer.NotFound);
        c.Instruct(1, quote: Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 1_400_000)).Answer(1, PaymentAnswer.Settled).PaySeller(2).Answer(2, PaymentAnswer.Settled);
        c.Answer(1, PaymentAnswer.Returned, "internal");

        c.Answer(1, PaymentAnswer.Settled, group: 1).Said(typeof(PaymentSettled), typeof(SecurityIncidentRaised), typeof(PayoffSettled));
        Assert.That(c.Balance(Books.Claims), Is.EqualTo(Samples.Yuan(100_000).Minor), "the bank had denied it");
        Assert.That(c.Deal.Balance, Is.EqualTo(Money.Zero));
    }

    [Test]
    public void The_return_of_a_second_payment_leaves_the_line_paid()
    {
        var c = DeniedSeller().Answer(2, PaymentAnswer.Settled, group: 1);
        c.Answer(2, PaymentAnswer.Settled, group: 2).Said(typeof(PaymentSettledTwice), typeof(SecurityIncidentRaised));
        c.Done((d, f, p) => Return(d, 2, 2, f, p)).Said(typeof(DoublePaymentReturned));

        Resolve(c).PaySeller(2).Nothing();
        Assert.That(c.Deal.Payments.Line(2)!.State, Is.EqualTo(LineState.Settled));
        Assert.That(c.Books.Values, Is.All.Zero);
        c.When((d, f, p) => Return(d, 2, 2, f, p)).Nothing();
    }

    [Test]
    public void Whichever_of_two_payments_comes_back_the_other_has_paid()
    {
        var c = DeniedSeller().Answer(2, PaymentAnswer.Settled, group: 1).Answer(2, PaymentAnswer.Settled, group: 2);
        c.Done((d, f, p) => Return(d, 2, 1, f, p)).Said(typeof(DoublePaymentReturned));
        Assert.That(c.Books.Values, Is.All.Zero);

        c.Done((d, f, p) => Return(d, 2, 2, f, p)).Said(typeof(PaymentReturned), typeof(SellerPaymentFailed));
        Assert.That(c.Deal.Balance, Is.EqualTo(Samples.Yuan(3_500_000)));
    }

    [Test]
    public void A_lender_that_was_paid_twice_and_sends_one_back_is_paid_once()
    {
        var c = DeniedPayoff().Answer(1, PaymentAnswer.Settled, group: 1).Answer(1, PaymentAnswer.Settled, group: 2);
        c.Credit("R-1", Samples.Yuan(1_500_200), Samples.LenderCollects, "RETURN").Said(typeof(DoublePaymentReturned));
        Assert.That(c.Balance(Books.Claims), Is.Zero);
        Assert.That(c.Deal.Payments.Line(1)!.State, Is.EqualTo(LineState.Settled));
    }

    [Test]
    public void What_was_paid_by_a_reference_that_had_been_denied_can_come_back()
    {
        var c = DeniedSeller().Answer(2, PaymentAnswer.Settled, group: 1).Answer(2, PaymentAnswer.Refused, "internal", group: 2);
        c.Done((d, f, p) => Return(d, 2, 1, f, p));
        Assert.That(c.Deal.Balance, Is.EqualTo(Samples.Yuan(3_500_000)), "the money is there again");
    }

    [Test]
    public void A_whole_payoff_by_a_reference_that_had_been_refused_can_come_back_as_a_credit()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Answer(1, PaymentAnswer.Settled);
        c.Credit("R-1", Samples.Yuan(1_500_000), Samples.LenderCollects, "RETURN").Said(typeof(PaymentReturned), typeof(PayoffFailed));
    }

    [Test]
    public void After_a_return_a_reference_that_may_still_pay_is_asked_after_before_there_is_another()
    {
        var c = DeniedSeller().Answer(2, PaymentAnswer.Settled, group: 1);
        c.Done((d, f, p) => Return(d, 2, 1, f, p)).Said(typeof(PaymentReturned), typeof(SellerPaymentFailed));
        Assert.That(c.Deadlines["query:2"].Command, Is.EqualTo(new QueryPayment(2, c.Deal.Payments.Line(2)!.Attempts[1].Reference)));
        c.PaySeller(2).Nothing();

        c.Answer(2, PaymentAnswer.Settled, group: 2);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void Money_that_was_booked_as_a_credit_does_not_come_back_a_second_time()
    {
        var c = Stages.Closed().Credit("R-1", Samples.Yuan(3_500_000), Samples.Seller.Account).Said(typeof(ExcessReceived));
        c.Done((d, f, p) => Return(d, 2, 1, f, p, "R-1")).Said(typeof(SecurityIncidentRaised));
        c.When((d, f, p) => Return(d, 2, 1, f, p, "R-1")).Nothing();
        Assert.That(c.Deal.Balance, Is.EqualTo(Samples.Yuan(3_500_000)));
        Assert.That(c.Deal.Payments.Line(2)!.State, Is.EqualTo(LineState.Settled), "it goes back to the seller as the credit that it was told as");
    }

    [TestCase(1_499_999)]
    [TestCase(1_500_001)]
    public void Another_amount_settles_the_line_and_the_difference_is_between_the_bank_and_the_account(long yuan)
    {
        var c = Stages.Cleared();
        var reference = c.Deal.Payments.Line(1)!.Current!.Reference;
        RecordPaymentAnswer Said(PaymentAnswer answer, string bank) => new(reference, answer, Samples.Yuan(yuan), bank, "internal");
        c.Done((d, f, p) => RecordPaymentAnswer.Decide(d, Said(PaymentAnswer.Settled, "B"), f, p))
            .Said(typeof(PaymentSettled), typeof(SecurityIncidentRaised), typeof(PayoffSettled), typeof(OldLoansSettled));
        Assert.That(c.Balance(Books.Claims), Is.EqualTo(Samples.Yuan(yuan - 1_500_000).Minor));
        c.When((d, f, p) => RecordPaymentAnswer.Decide(d, Said(PaymentAnswer.Settled, "B"), f, p)).Nothing();

        Resolve(c).PaySeller(2).Answer(2, PaymentAnswer.Settled);
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.Closed));
        c.Done((d, f, p) => RecordPaymentAnswer.Decide(d, Said(PaymentAnswer.Returned, "R"), f, p)).Said(typeof(PaymentReturned), typeof(PayoffFailed));
        Assert.That(c.Balance(Books.Claims), Is.Zero, "all of it is back");
    }

    [Test]
    public void Another_amount_that_comes_back_waits_for_a_person_and_is_not_a_dead_end()
    {
        var c = Stages.PaidOff();
        var reference = c.Deal.Payments.Line(1)!.Current!.Reference;
        c.Done((d, f, p) => RecordPaymentAnswer.Decide(d, new RecordPaymentAnswer(reference, PaymentAnswer.Returned, Samples.Yuan(1_499_990), "R", "internal"), f, p))
            .Said(typeof(PaymentReturned), typeof(PayoffFailed), typeof(SecurityIncidentRaised));
        Assert.That(c.Balance(Books.Claims), Is.EqualTo(Samples.Yuan(10).Minor));
        Assert.That(c.Deal.Payments.Line(1)!.NeedsPerson, Is.True);

        Resolve(c).Done((d, f, p) => RetryPayment.Decide(d, new RetryPayment(1), f, p)).Instruct(1).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void An_amount_that_cannot_be_is_no_answer()
    {
        var c = Stages.Cleared();
        var reference = c.Deal.Payments.Line(1)!.Current!.Reference;
        c.Done((d, f, p) => RecordPaymentAnswer.Decide(d, new RecordPaymentAnswer(reference, PaymentAnswer.Settled, Money.Zero, "B"), f, p)).Said(typeof(PaymentUnknown));
    }

    [Test]
    public void What_the_bank_makes_good_settles_its_claim_and_is_not_sent_back()
    {
        var c = DeniedSeller().Answer(2, PaymentAnswer.Settled, group: 1).Answer(2, PaymentAnswer.Settled, group: 2);
        var suspense = Samples.Account(Samples.BankA, "9900000001", "Bank A");
        c.Credit("X-1", Samples.Yuan(3_500_001), suspense, "CLAIM").Said(typeof(DepositQuarantined), typeof(QuarantineReturnInstructed));
        c.Credit("X-2", Samples.Yuan(3_500_000), suspense, "CLAIM").Said(typeof(ClaimSettled));
        Assert.That(c.Balance(Books.Claims), Is.Zero);
        Assert.That(c.Keys, Does.Contain(("credit", "X-2")));
        c.When((d, f, p) => ReceiveCredit.Decide(d, new ReceiveCredit("X-2", Samples.Yuan(3_500_000), suspense, "CLAIM"), f, p)).Nothing();
    }

    // The first reference was denied for good and the second is under way.
    private static Case DeniedPayoff() => Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Advance(1).Answer(1, PaymentAnswer.NotFound).Instruct(1);

    private static Case DeniedSeller() => Stages.PaidOff().PaySeller(2).Answer(2, PaymentAnswer.Unknown).Advance(1).Answer(2, PaymentAnswer.NotFound).PaySeller(2);

    private static Case Resolve(Case c)
    {
        foreach (var incident in c.Deal.Holds.Incidents) c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident(incident.IncidentId, "R"), f, p));
        return c;
    }

    private static Decision Return(Deal deal, int line, int group, Facts facts, EscrowPolicy policy, string? bankReference = null)
    {
        var attempt = deal.Payments.Line(line)!.Attempts[group - 1];
        return RecordPaymentAnswer.Decide(deal, new RecordPaymentAnswer(attempt.Reference, PaymentAnswer.Returned, attempt.Amount, bankReference ?? $"R-{attempt.Reference}", "account-closed"), facts, policy);
    }
}
