namespace Pengcheng.Escrow.Tests;

public sealed class ClearingTests
{
    [Test]
    public void Clearing_is_due_at_once_on_a_working_day_before_the_cut_off() =>
        Assert.That(Stages.Funded().Deadlines["clear"].Due, Is.EqualTo(Samples.Monday));

    [TestCase("2025-03-10T16:29", "2025-03-10T16:29", TestName = "A minute before the cut-off is in time")]
    [TestCase("2025-03-10T16:30", "2025-03-11T09:00", TestName = "At the cut-off it is the next working day")]
    [TestCase("2025-03-10T07:15", "2025-03-10T09:00", TestName = "Before the opening it is the opening")]
    [TestCase("2025-03-14T17:00", "2025-03-17T09:00", TestName = "Friday evening is Monday")]
    [TestCase("2025-09-30T18:00", "2025-10-09T09:00", TestName = "The eve of National Day and Mid-Autumn is the ninth")]
    [TestCase("2025-02-08T10:00", "2025-02-08T10:00", TestName = "A make-up Saturday is a working day")]
    [TestCase("2025-05-01T10:00", "2025-05-06T09:00", TestName = "Labour Day is no working day")]
    public void Cut_off_and_holidays(string now, string expected)
    {
        var facts = new Facts(At(now), WorkingCalendar.Default);
        Assert.That(EscrowPolicy.Default.ClearingTime(facts), Is.EqualTo(At(expected)));
    }

    [Test]
    public void After_the_cut_off_clearing_is_put_off_and_not_lost()
    {
        var c = Stages.Funded();
        c.Now = At("2025-03-10T16:31");
        c.Clear();
        Assert.That(c.Single<ClearingHeld>(), Is.EqualTo(new ClearingHeld("after-cut-off", At("2025-03-11T09:00"))));
        Assert.That(c.Deadlines["clear"].Due, Is.EqualTo(At("2025-03-11T09:00")));
    }

    [Test]
    public void A_quote_of_another_day_is_asked_for_again()
    {
        var c = Stages.Funded();
        c.Done((d, f, p) => ClearEscrowFunds.Decide(d, new ClearingFacts([Samples.Quote(Samples.OldBankLoan, f.Today.AddDays(-1))], true), f, p));
        Assert.That(c.Single<ClearingHeld>().Reason, Is.EqualTo("quote-stale"));
        c.Done((d, f, p) => ClearEscrowFunds.Decide(d, new ClearingFacts([], true), f, p));
        Assert.That(c.Single<ClearingHeld>().Reason, Is.EqualTo("quote-stale"));
        Assert.That(c.Deadlines["clear"].Due, Is.GreaterThan(c.Now));
    }

    [Test]
    public void A_quote_that_names_another_account_is_an_incident()
    {
        var c = Stages.Funded();
        c.Done((d, f, p) => ClearEscrowFunds.Decide(d, new ClearingFacts(
            [Samples.Quote(Samples.OldBankLoan, f.Today) with { CollectionAccount = Samples.Account(Samples.BankB, "9200000666", "Bank B collections") }], true), f, p));
        c.Said(typeof(SecurityIncidentRaised), typeof(ClearingHeld));
        Assert.That(c.Deal.Status, Is.EqualTo(DealStatus.ManualIntervention));

        c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident(d.Holds.Incidents[0].IncidentId, "R"), f, p));
        c.Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void A_loan_that_was_owed_and_costs_nothing_on_the_day_is_an_incident_and_not_the_sellers_gain()
    {
        var c = Stages.Funded();
        c.Done((d, f, p) => ClearEscrowFunds.Decide(d, new ClearingFacts([Nothing(f.Today)], true), f, p)).Said(typeof(SecurityIncidentRaised), typeof(ClearingHeld));
        Assert.That(c.Deal.Payments.PlanFixed, Is.False);
        c.Done((d, f, p) => ResolveIncident.Decide(d, new ResolveIncident(d.Holds.Incidents[0].IncidentId, "R"), f, p));
        c.Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void A_loan_that_suddenly_costs_nothing_keeps_its_last_quote()
    {
        var c = Stages.Quoted().Done((d, f, p) => RecordPayoffQuote.Decide(d, new RecordPayoffQuote(Nothing(f.Today)), f, p)).Said(typeof(SecurityIncidentRaised));
        Assert.That(c.Deal.Lending.Old[0].Quote!.Total, Is.EqualTo(Samples.Yuan(1_500_000)));
    }

    [Test]
    public void A_quote_moved_within_the_buffer_is_paid() =>
        Stages.Funded().Clear(1_503_000).Said(typeof(PayoffRequoted), typeof(ClearingPlanFixed), typeof(PaymentInstructed));

    [Test]
    public void A_quote_moved_beyond_the_buffer_asks_the_seller()
    {
        var c = Stages.Funded().Clear(1_503_001).Said(typeof(PayoffShortfall));
        Assert.That(c.Single<PayoffShortfall>().Missing, Is.EqualTo(Money.Zero));
        c.Clear(1_503_001).Nothing();

        c.When((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-buyer"), f, p)).Refused(EscrowErrors.NotASeller);
        c.Done((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Said(typeof(PayoffConfirmed));
        Assert.That(c.Deadlines, Contains.Key("clear"));
        c.Clear(1_503_001).Said(typeof(PayoffRequoted), typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void Interest_of_the_days_in_between_is_foreseen() =>
        Stages.Funded().Advance(40).Clear(1_503_000 + 56 * 200).Said(typeof(PayoffRequoted), typeof(ClearingPlanFixed), typeof(PaymentInstructed));

    [Test]
    public void Where_the_money_does_not_suffice_the_seller_must_pay_in()
    {
        var c = Stages.Funded(yuan: 4_990_000).Clear(5_000_100).Said(typeof(PayoffShortfall));
        Assert.That(c.Single<PayoffShortfall>().Missing, Is.EqualTo(Samples.Yuan(2_100)), "CNY 100 and ten days' interest");
        c.When((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Refused(EscrowErrors.TopUpNeeded);

        c.Credit("T-1", Samples.Yuan(2_100), Samples.Seller.Account).Said(typeof(SellerTopUpReceived), typeof(PayoffConfirmed));
        c.Clear(5_000_100);
        Assert.That(c.Single<ClearingPlanFixed>().Lines.Select(l => l.Amount), Is.EqualTo(new[] { Samples.Yuan(5_000_100), Samples.Yuan(2_000) }));
    }

    [Test]
    public void A_payoff_that_takes_everything_leaves_no_line_for_the_seller()
    {
        var c = Stages.Funded(yuan: 4_990_000);
        c.Clear(5_000_000);
        c.Done((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Clear(5_000_000).Answer(1, PaymentAnswer.Settled);
        Assert.That(c.Single<DealClosed>().PaidToSeller, Is.EqualTo(Money.Zero));
    }

    [Test]
    public void Nothing_is_cleared_twice_or_too_early()
    {
        Stages.Cleared().Clear().Nothing();
        Stages.Registered().Clear().Nothing();
        Stages.Closed().Clear().Nothing();
    }

    [Test]
    public void While_statement_and_ledger_differ_clearing_waits_and_tries_again()
    {
        var c = Stages.Funded().Clear(accountInOrder: false);
        Assert.That(c.Single<ClearingHeld>().Reason, Is.EqualTo("reconciliation"));
        Assert.That(c.Deadlines["clear"].Due, Is.EqualTo(c.Now.AddHours(1)));
        c.Clear().Said(typeof(ClearingPlanFixed), typeof(PaymentInstructed));
    }

    [Test]
    public void Without_a_question_there_is_nothing_to_confirm() =>
        Stages.Funded().When((d, f, p) => ConfirmPayoff.Decide(d, new ConfirmPayoff("citizen-seller"), f, p)).Refused(EscrowErrors.NoShortfall);

    [TestCase(100, new[] { 3_333, 3_333, 3_334 }, new long[] { 34, 33, 33 })]
    [TestCase(1, new[] { 5_000, 5_000 }, new long[] { 1, 0 })]
    [TestCase(0, new[] { 1, 9_999 }, new long[] { 0, 0 })]
    [TestCase(350_000_001, new[] { 6_667, 3_333 }, new long[] { 233_345_001, 116_655_000 })]
    public void Shares_are_rounded_down_and_add_up_exactly(long fen, int[] shares, long[] expected) =>
        Assert.That(Waterfall.Split(Money.Cny(fen), [.. shares.Select(s => new BasisPoints(s))]).Select(m => m.Minor), Is.EqualTo(expected));

    [Test]
    public void Any_amount_in_any_shares_adds_up()
    {
        var dice = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var first = dice.Next(1, 9_999);
            var second = dice.Next(0, 10_000 - first);
            var amount = Money.Cny(dice.NextInt64(0, 1_000_000_000_000));
            var parts = Waterfall.Split(amount, [new(first), new(second), new(10_000 - first - second)]);
            Assert.That(Money.Sum(parts), Is.EqualTo(amount));
        }
    }

    private static PayoffQuote Nothing(DateOnly on) =>
        Samples.Quote(Samples.OldBankLoan, on) with { Principal = Money.Zero, AccruedInterest = Money.Zero, DailyInterest = Money.Zero, Total = Money.Zero };

    private static DateTimeOffset At(string wallClock) =>
        ShenzhenTime.At(DateOnly.FromDateTime(DateTime.Parse(wallClock, System.Globalization.CultureInfo.InvariantCulture)), TimeOnly.FromDateTime(DateTime.Parse(wallClock, System.Globalization.CultureInfo.InvariantCulture)));
}
