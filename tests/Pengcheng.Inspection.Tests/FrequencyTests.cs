namespace Pengcheng.Inspection.Tests;

/// <summary>The count, its alerts, and what a void takes back.</summary>
public sealed class FrequencyTests
{
    [Test]
    public void The_third_inspection_raises_one_alert_for_each_window()
    {
        var city = Samples.City();
        Visit(city, 601, 0).Visit(602, 10).Visit(603, 10).Visit(604, 10);
        Assert.That(city.OfFirm<FrequencyAlertRaised>().Select(a => (a.Window, a.Count)), Is.EqualTo(new[] { (FrequencyWindow.RollingYear, 3), (FrequencyWindow.CalendarYear, 3) }));
        Assert.That(city.Commits.Published.OfType<Contracts.Inspection.FrequencyAlertRaised>().Count(), Is.EqualTo(2));
        Assert.That(city.Body(Samples.Safety).Reminders, Has.Count.EqualTo(2), "the bodies are reminded");
        Invariants.Alerts(city.Firm(), city.Today);
    }

    [Test]
    public void A_void_withdraws_the_alert_and_a_new_third_raises_another()
    {
        var city = Visit(Samples.City(), 601, 0).Visit(602, 10).Visit(603, 10);
        city.Void(Samples.Id(602)).Settle();
        Assert.That(city.OfFirm<AlertWithdrawn>().Count(), Is.EqualTo(2));
        Assert.That((city.Firm().Tally.Alerts.Count, city.Commits.Published.OfType<Contracts.Inspection.FrequencyAlertWithdrawn>().Count()), Is.EqualTo((0, 2)));
        city.Visit(604, 5);
        Assert.That(city.Firm().Tally.Alerts.Select(a => a.AlertNo), Is.EqualTo(new[] { 3, 4 }));
        Invariants.Alerts(city.Firm(), city.Today);
    }

    [Test]
    public void After_a_void_among_four_the_alert_moves_to_the_day_that_is_now_the_third()
    {
        var city = Visit(Samples.City(), 601, 0).Visit(602, 10).Visit(603, 10).Visit(604, 10);
        var fourth = city.Today;
        city.Void(Samples.Id(601)).Settle();
        Assert.That(city.Firm().Tally.Alerts.Select(a => a.Day), Is.All.EqualTo(fourth));
        Invariants.Alerts(city.Firm(), city.Today);
    }

    [Test]
    public void A_backfill_into_the_past_raises_no_second_alert()
    {
        var city = Visit(Samples.City(), 601, 0).Visit(602, 5).Visit(603, 5);
        var day = city.Commits.Now.AddDays(-2);
        city.OnVisit((v, known, x, p) => BackfillEntry.Decide(v, new BackfillEntry(
            Samples.Subject(Samples.Id(604), EntryKind.Enforcement), Samples.Items(Samples.Fire), "R-1", Samples.Fire, Samples.Officers(Samples.Fire), day.AddHours(-1), day, "outage"), known, x, p), Samples.Id(604)).Settle();
        Assert.That((city.OfFirm<FrequencyAlertRaised>().Count(), city.OfFirm<AlertWithdrawn>().Count()), Is.EqualTo((2, 0)));
        Invariants.Alerts(city.Firm(), city.Today);
    }

    [Test]
    public void The_years_are_counted_apart_and_the_twelve_months_across_them()
    {
        var city = Samples.City(ShenzhenTime.At(new DateOnly(2025, 11, 3), new TimeOnly(10, 0)));
        Visit(city, 601, 0).Visit(602, 5).Visit(603, 60);
        Assert.That(city.OfFirm<FrequencyAlertRaised>().Select(a => a.Window), Is.EqualTo(new[] { FrequencyWindow.RollingYear }));
        city.Visit(604, 5).Visit(605, 5);
        Assert.That(city.OfFirm<FrequencyAlertRaised>().Select(a => a.Window), Is.EqualTo(new[] { FrequencyWindow.RollingYear, FrequencyWindow.CalendarYear }));
        Invariants.Alerts(city.Firm(), city.Today);
    }

    [Test]
    public void When_the_twelve_months_have_passed_the_next_crossing_is_a_new_one()
    {
        var city = Visit(Samples.City(), 601, 0).Visit(602, 5).Visit(603, 5).Visit(604, 250).Visit(605, 5);
        Assert.That(city.Firm().Tally.Count(FrequencyWindow.RollingYear, city.Today), Is.EqualTo(2));
        city.Visit(606, 5);
        Assert.That(city.OfFirm<FrequencyAlertRaised>().Count(a => a.Window == FrequencyWindow.RollingYear), Is.EqualTo(2));
        Invariants.Alerts(city.Firm(), city.Today);
    }

    [Test]
    public void Patrols_and_services_burden_the_firm_and_alert_nobody()
    {
        var city = Samples.City();
        for (var i = 0; i < 4; i++) city.Inspect(601 + i, kind: i % 2 == 0 ? EntryKind.Patrol : EntryKind.Service).Advance(3);
        Assert.That((city.Firm().Tally.Burden(city.Today), city.Firm().Tally.Count(FrequencyWindow.RollingYear, city.Today), city.OfFirm<FrequencyAlertRaised>().Count()), Is.EqualTo((4, 0, 0)));
    }

    [Test]
    public void Telling_it_twice_or_in_the_wrong_order_counts_right()
    {
        var city = Samples.City();
        var count = new CountEntry(Samples.Uscc, "e-1", Samples.Id(1), EntryKind.Enforcement, Samples.Monday, new DateOnly(2025, 3, 3), [Samples.Safety]);
        var discount = new DiscountEntry(Samples.Uscc, "e-1", Samples.Id(1), 1, [Samples.Safety], new DateOnly(2025, 3, 3), "wrong firm");
        city.OnFirm((f, _, p) => CountEntry.Decide(f, count, p)).Said(typeof(EntryCounted)).OnFirm((f, _, p) => CountEntry.Decide(f, count, p)).Nothing();
        city.OnFirm((f, _, p) => DiscountEntry.Decide(f, discount, p)).Said(typeof(EntryDiscounted)).OnFirm((f, _, p) => DiscountEntry.Decide(f, discount, p)).Nothing();
        var overtaken = Samples.City().OnFirm((f, _, p) => DiscountEntry.Decide(f, discount, p)).Said(typeof(EntryDiscounted));
        overtaken.OnFirm((f, _, p) => CountEntry.Decide(f, count, p)).Nothing();
        Assert.That(overtaken.Firm().Tally.Burden(new DateOnly(2025, 3, 3)), Is.Zero);
    }

    [TestCase("2025-02-27", 1)]
    [TestCase("2025-02-28", 0)]
    public void What_happened_on_29_February_counts_until_the_27th(string day, int count)
    {
        var (on, today) = (new DateOnly(2024, 2, 29), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        var tally = Tally.Empty with { Entries = [new CountedEntry("e-1", Samples.Id(1), EntryKind.Enforcement, Samples.Monday, on, [Samples.Safety])] };
        Assert.That((tally.Count(FrequencyWindow.RollingYear, today), tally.Burden(today), tally.Within(FrequencyWindow.RollingYear.Around(today))), Is.EqualTo((count, count, count)));
    }

    [Test]
    public void Whatever_the_day_both_ways_of_counting_agree()
    {
        for (var on = new DateOnly(2023, 12, 1); on < new DateOnly(2025, 4, 1); on = on.AddDays(1))
            for (var day = on.AddDays(360); day < on.AddDays(370); day = day.AddDays(1))
                Assert.That(FrequencyWindow.RollingYear.Around(day).Has(on), Is.EqualTo(day <= FrequencyWindow.RollingYear.LastDayOf(on)), $"{on} on {day}");
    }

    private static City Visit(City city, int number, int workingDays) => city.Visit(number, workingDays);
}

internal static class FrequencySteps
{
    public static City Visit(this City city, int number, int workingDays) => (workingDays == 0 ? city : city.Advance(workingDays)).Inspect(number);
}
