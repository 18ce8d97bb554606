using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Tests;

/// <summary>Money rule 3 when a payoff is made on a later day than it was planned for: what it costs then, out of what is the seller's.</summary>
public sealed class LatePayoffTests
{
    private static readonly OpenDeal TwoSellers = Samples.Open(sellers:
        [Samples.Seller with { Share = new BasisPoints(6_667) }, new("citizen-spouse", Samples.Account(Samples.BankA, "6200000003", "Spouse"), new BasisPoints(3_333))]);

    [Test]
    public void A_payoff_refused_for_a_day_costs_a_days_interest_more_and_the_sellers_bear_it()
    {
        var c = Stages.Cleared(TwoSellers).Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        c.Instruct(1).Said(typeof(PayoffRequoted), typeof(PayoffReplanned), typeof(PaymentInstructed));

        Assert.That(c.Single<PaymentInstructed>().Amount, Is.EqualTo(Samples.Yuan(1_500_200)));
        Assert.That(Amounts(c), Is.EqualTo(new[] { Samples.Yuan(1_500_200), Money.Cny(233_331_666), Money.Cny(116_648_334) }), "the seller's part by the same shares");
        Assert.That(Money.Sum(Amounts(c)), Is.EqualTo(Samples.Yuan(5_000_000)));
        c.Answer(1, PaymentAnswer.Settled).PaySeller(2).PaySeller(3).Answer(2, PaymentAnswer.Settled).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Single<DealClosed>(), Has.Property("PaidOff").EqualTo(Samples.Yuan(1_500_200)));
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void On_the_same_day_nothing_is_asked()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal");
        c.Now = c.Now.AddHours(2);
        c.Done((d, f, p) => InstructPayment.Decide(d, new InstructPayment(1), new PaymentFacts(true), f, p)).Said(typeof(PaymentInstructed));
    }

    [Test]
    public void Without_a_quote_of_today_it_waits_and_asks_again()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        c.Done((d, f, p) => InstructPayment.Decide(d, new InstructPayment(1), new PaymentFacts(true), f, p)).Said(typeof(PaymentHeld));
        Assert.That(c.Deadlines["pay:1"].Due, Is.EqualTo(c.Now.AddMinutes(5)));
        c.Instruct(1, quote: Samples.Quote(Samples.OldBankLoan, c.Facts.Today.AddDays(-1))).Said(typeof(PaymentHeld));
        c.Instruct(1, quote: Samples.Quote(Samples.OldFundLoan, c.Facts.Today)).Said(typeof(PaymentHeld));
        c.Instruct(1).Said(typeof(PayoffRequoted), typeof(PayoffReplanned), typeof(PaymentInstructed));
    }

    [Test]
    public void A_lender_that_changes_its_account_or_is_owed_nothing_is_an_incident()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        c.Instruct(1, quote: Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 1_000, 0)).Said(typeof(PayoffRequoted), typeof(PayoffReplanned), typeof(PaymentInstructed));

        c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        var nothing = Samples.Quote(Samples.OldBankLoan, c.Facts.Today) with { Principal = Money.Zero, AccruedInterest = Money.Zero, Total = Money.Zero };
        c.Instruct(1, quote: nothing).Said(typeof(SecurityIncidentRaised), typeof(PaymentHeld));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));
        c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident(d.Holds.Incidents[0].IncidentId, "R"), f, p));
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
    }

    [Test]
    public void A_cheaper_payoff_is_the_sellers_gain()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        c.Instruct(1, quote: Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 1_400_000));
        Assert.That(Amounts(c), Is.EqualTo(new[] { Samples.Yuan(1_400_000), Samples.Yuan(3_600_000) }));
    }

    [Test]
    public void A_question_that_falls_with_another_payoffs_new_figures_is_asked_again()
    {
        var c = Stages.Cleared(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan]))
            .Answer(1, PaymentAnswer.Refused, "internal").Answer(2, PaymentAnswer.Refused, "internal").Advance(1);
        var dearer = Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 1_510_000);
        c.Instruct(1, quote: dearer).Said(typeof(PayoffShortfall), typeof(PaymentHeld));
        c.Deadlines.Remove("pay:1");

        c.Instruct(2, quote: Samples.Quote(Samples.OldFundLoan, c.Facts.Today, 1_500_200));
        Assert.That(c.Deadlines, Contains.Key("pay:1"), "nobody would ask the seller otherwise, and the money would stay");
        c.Instruct(1, quote: dearer).Said(typeof(PayoffShortfall));
        c.Done((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Instruct(1, quote: dearer);
        Assert.That(c.Deal.Payments.Line(1)!.Plan.Amount, Is.EqualTo(dearer.Total));
    }

    [Test]
    public void Beyond_what_was_foreseen_the_seller_is_asked_and_nothing_is_paid_until_then()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        var dearer = Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 1_503_201);
        c.Instruct(1, quote: dearer).Said(typeof(PayoffShortfall), typeof(PaymentHeld));
        c.Instruct(1, quote: dearer).Nothing();

        c.Done((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Said(typeof(PayoffConfirmed));
        Assert.That(c.Deadlines, Contains.Key("pay:1"));
        c.Instruct(1, quote: dearer);
        Assert.That(c.Single<PaymentInstructed>().Amount, Is.EqualTo(dearer.Total));
    }

    [Test]
    public void Beyond_all_there_is_the_seller_pays_in_what_is_missing_and_no_more()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        var dearer = Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 5_000_100);
        c.Instruct(1, quote: dearer);
        Assert.That(c.Single<PayoffShortfall>().Missing, Is.EqualTo(Samples.Yuan(2_100)), "CNY 100 and ten days' interest");
        c.When((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Refused(EscrowErrors.TopUpNeeded);

        c.Credit("T-1", Samples.Yuan(50), Samples.Seller.Account).Said(typeof(SellerTopUpReceived));
        c.Credit("T-2", Samples.Yuan(2_051), Samples.Seller.Account).Said(typeof(SellerTopUpReceived), typeof(PayoffConfirmed), typeof(ExcessReceived));
        c.Instruct(1, quote: dearer);
        Assert.That(c.Single<PaymentInstructed>().Amount, Is.EqualTo(dearer.Total));
        Assert.That(c.Deal.Payments.Line(2)!.Plan.Amount, Is.EqualTo(Samples.Yuan(2_000)));
        Assert.That(c.Deal.Unassigned, Is.EqualTo(Money.Zero));
    }

    [Test]
    public void A_sellers_line_that_comes_to_nothing_is_dropped_and_one_comes_back_when_there_is_something_again()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Refused, "internal").Advance(1);
        var all = Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 5_000_000);
        c.Instruct(1, quote: all).Done((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Instruct(1, quote: all);
        Assert.That(c.Deal.Payments.Line(2)!.State, Is.EqualTo(LineState.Superseded));

        c.Answer(1, PaymentAnswer.Refused, "internal").Advance(1).Instruct(1, quote: Samples.Quote(Samples.OldBankLoan, c.Facts.Today, 4_999_000));
        Assert.That(c.Single<PayoffReplanned>().Added.Single(), Has.Property("Amount").EqualTo(Samples.Yuan(1_000)));
        c.Answer(1, PaymentAnswer.Settled).PaySeller(3).Answer(3, PaymentAnswer.Settled);
        Assert.That(c.Single<DealClosed>().PaidToSeller, Is.EqualTo(Samples.Yuan(1_000)));
    }

    [Test]
    public void An_earlier_attempt_that_was_paid_after_all_is_what_the_payoff_cost()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Unknown).Advance(1).Answer(1, PaymentAnswer.NotFound).Instruct(1);
        c.Answer(1, PaymentAnswer.Settled, group: 1);
        Assert.That(Amounts(c), Is.EqualTo(new[] { Samples.Yuan(1_500_000), Samples.Yuan(3_500_000) }));
        Assert.That(c.Balance(Books.InTransit(c.Deal.DealNo)), Is.Zero);
        c.PaySeller(2).Answer(2, PaymentAnswer.Settled).Answer(1, PaymentAnswer.Refused, "internal", group: 2);
        Assert.That(c.Books.Values, Is.All.Zero);
    }

    [Test]
    public void What_was_never_sent_on_its_day_is_not_sent_on_another()
    {
        var c = Stages.Cleared().Advance(3).Sign(1).Said(typeof(PaymentNotFound));
        Assert.That(c.Single<PaymentNotFound>().Final, Is.True);
        c.Instruct(1).Said(typeof(PayoffRequoted), typeof(PayoffReplanned), typeof(PaymentInstructed));
        Assert.That(c.Single<PaymentInstructed>().Amount, Is.EqualTo(Samples.Yuan(1_500_600)));
    }

    [Test]
    public void What_was_sent_and_is_not_known_to_the_bank_is_believed_a_working_day_later_only()
    {
        var c = Stages.Funded().Advance(4).Clear().Sign(1);
        c.Now = c.Now.AddDays(1);
        Assert.That(c.Sign(1).Single<PaymentNotFound>().Final, Is.False, "Friday's, on Saturday");
        c.Now = c.Now.AddDays(2);
        Assert.That(c.Sign(1).Single<PaymentNotFound>().Final, Is.True);
    }

    [Test]
    public void Once_a_seller_is_being_paid_a_payoff_that_came_back_goes_again_as_it_was()
    {
        var c = Stages.PaidOff().PaySeller(2).Answer(1, PaymentAnswer.Returned, "internal").Advance(2);
        c.Done((d, f, p) => InstructPayment.Decide(d, new InstructPayment(1), new PaymentFacts(true), f, p)).Said(typeof(PaymentInstructed));
        Assert.That(c.Single<PaymentInstructed>().Amount, Is.EqualTo(Samples.Yuan(1_500_000)));
    }

    [Test]
    public void Once_the_deal_was_ended_by_paper_there_is_nobody_to_ask_and_it_goes_again_as_it_was()
    {
        var c = Stages.Cleared(Samples.Open(oldLoans: [Samples.OldBankLoan, Samples.OldFundLoan])).Answer(1, PaymentAnswer.Settled).Answer(2, PaymentAnswer.Refused, "internal");
        c.Done((d, f, p) => ReleaseByLender.Decide(d, new ReleaseByLender(Samples.Fund, "R-1"), f, p));
        c.Done((d, f, p) => JointRelease.Decide(d, new JointRelease("J-1", [new Allocation(Samples.Seller.Account, Samples.Yuan(3_500_000))]), f, p));
        c.Answer(1, PaymentAnswer.Returned, "internal").Advance(2);
        c.Done((d, f, p) => InstructPayment.Decide(d, new InstructPayment(1), new PaymentFacts(true, Quote: Samples.Quote(Samples.OldBankLoan, f.Today, 4_000_000)), f, p));
        Assert.That(c.Single<PaymentInstructed>().Amount, Is.EqualTo(Samples.Yuan(1_500_000)));
    }

    private static Money[] Amounts(Case c) => [.. c.Deal.Payments.Lines.Select(l => l.Plan.Amount)];
}
