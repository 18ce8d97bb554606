using System.Text.Json;

namespace Pengcheng.Chassis.Calendar;

/// <summary>
/// Working days of the People's Republic of China: weekends and statutory holidays are off, make-up days (调休) are worked.
/// The years are data (<c>holidays.json</c>, from the State Council's yearly notices). For a year without data only
/// weekends and the fixed-date holidays are known; <see cref="Covers"/> says so.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly HashSet<DateOnly> _holidays = [];
    private readonly HashSet<DateOnly> _makeUpDays = [];
    private readonly HashSet<int> _years = [];

    /// <summary>A calendar from its data; see <c>holidays.json</c> for the shape.</summary>
    /// <exception cref="JsonException">The data is not in that shape.</exception>
    public WorkingCalendar(Stream json)
    {
        var years = JsonSerializer.Deserialize<Dictionary<int, Year>>(json, JsonSerializerOptions.Web)
            ?? throw new JsonException("The calendar is empty.");
        foreach (var (year, data) in years)
        {
            _years.Add(year);
            foreach (var span in data.Holidays)
                for (var day = span[0]; day <= span[^1]; day = day.AddDays(1))
                    _holidays.Add(day);
            _makeUpDays.UnionWith(data.MakeUpDays);
        }
    }

    /// <summary>The calendar that ships with the platform, 2024 to 2026.</summary>
    public static WorkingCalendar Default { get; } = LoadDefault();

    /// <summary>Whether the State Council's notice for this year is in the data.</summary>
    public bool Covers(int year) => _years.Contains(year);

    /// <summary>Whether offices and banks work on this day.</summary>
    public bool IsWorkingDay(DateOnly day)
    {
        if (_makeUpDays.Contains(day)) return true;
        if (_holidays.Contains(day) || day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) return false;
        return Covers(day.Year) || !IsFixedHoliday(day);
    }

    /// <summary>The day itself if it is a working day, otherwise the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>All working days from <paramref name="day"/> on, itself included if it is one. They do not end: take some.</summary>
    public IEnumerable<DateOnly> From(DateOnly day)
    {
        for (day = OnOrAfter(day); ; day = Add(day, 1)) yield return day;
    }

    /// <summary>The <paramref name="count"/>-th working day after <paramref name="day"/>; the day itself does not count. Zero gives <see cref="OnOrAfter"/>.</summary>
    public DateOnly Add(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0) return OnOrAfter(day);
        for (; count > 0; count--) day = OnOrAfter(day.AddDays(1));
        return day;
    }

    /// <summary>How many working days lie after <paramref name="from"/> up to and including <paramref name="to"/>; zero if <paramref name="to"/> is not later.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
            if (IsWorkingDay(day)) count++;
        return count;
    }

    private static bool IsFixedHoliday(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, 1) or (5, 2) or (10, 1) or (10, 2) or (10, 3);

    private static WorkingCalendar LoadDefault()
    {
        using var json = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("holidays.json")
            ?? throw new InvalidOperationException("holidays.json is not embedded in the chassis.");
        return new WorkingCalendar(json);
    }

    private sealed record Year(DateOnly[][] Holidays, DateOnly[] MakeUpDays);
}
