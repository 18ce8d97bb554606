using System.Text.Json;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Tests;

/// <summary>Weekends, holidays and the make-up days of 2026 around the National Day.</summary>
public sealed class CalendarTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Default;

    [TestCase("2026-11-27", true, Description = "Friday")]
    [TestCase("2026-11-28", false, Description = "Saturday")]
    [TestCase("2026-10-01", false, Description = "holiday")]
    [TestCase("2026-10-10", true, Description = "a Saturday that is worked instead")]
    [TestCase("2031-01-01", false, Description = "fixed holiday of a year without data")]
    public void A_day_is_worked_or_not(string day, bool isWorked) => Assert.That(Calendar.IsWorkingDay(Day(day)), Is.EqualTo(isWorked));

    [TestCase("2026-11-27", 0, "2026-11-27")]
    [TestCase("2026-11-27", 1, "2026-11-30")]
    [TestCase("2026-11-28", 0, "2026-11-30")]
    [TestCase("2026-11-28", 1, "2026-11-30")]
    [TestCase("2026-11-28", 2, "2026-12-01")]
    public void A_term_begins_on_the_day_after(string day, int count, string end) => Assert.That(Calendar.Add(Day(day), count), Is.EqualTo(Day(end)));

    [TestCase("2026-11-27")]
    [TestCase("2026-11-28")]
    [TestCase("2026-11-29")]
    public void Working_days_follow_each_other_from_any_day_on(string day)
    {
        var days = Calendar.From(Day(day)).Take(30).ToList();
        Assert.That(days, Is.Ordered.And.Unique.And.All.Matches<DateOnly>(Calendar.IsWorkingDay));
        Assert.That(days, Has.Count.EqualTo(Calendar.Between(Day(day).AddDays(-1), days[^1])), "none is left out");
    }

    [Test]
    public void A_year_of_days_is_written_as_its_first_and_its_last() => Assert.That(
        JsonSerializer.Serialize(new DayRange(Day("2026-01-01"), Day("2026-12-31")), ContractJson.Events), Is.EqualTo("""{"from":"2026-01-01","to":"2026-12-31"}"""));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
