namespace Pengcheng.Inspection.Frequency;

/// <summary>Over which time inspections are counted. The rule does not say; both are kept.</summary>
public enum FrequencyWindow
{
    /// <summary>The twelve months that end with the day.</summary>
    RollingYear,

    /// <summary>1 January to 31 December.</summary>
    CalendarYear,
}

/// <summary>The days of a window.</summary>
public static class FrequencyWindows
{
    /// <summary>Days in the window that a day looks at: all that still count on it, or its whole calendar year.</summary>
    public static DayRange Around(this FrequencyWindow window, DateOnly day) => window == FrequencyWindow.RollingYear
        ? new DayRange(First(day), day)
        : new DayRange(new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31));

    /// <summary>The last day on which something of that day still counts.</summary>
    public static DateOnly LastDayOf(this FrequencyWindow window, DateOnly day) => window == FrequencyWindow.RollingYear
        ? day.AddMonths(12).AddDays(-1)
        : new DateOnly(day.Year, 12, 31);

    /// <summary>
    /// The spells in which the count is at least <paramref name="threshold"/>: from the day of the entry that reached it to the last
    /// day on which the first of them still counts. Spells that touch are one.
    /// </summary>
    /// <param name="days">The days of all entries, in order.</param>
    public static ImmutableList<DayRange> Spells(this FrequencyWindow window, IReadOnlyList<DateOnly> days, int threshold)
    {
        var spells = ImmutableList.CreateBuilder<DayRange>();
        for (var i = threshold - 1; i < days.Count; i++)
        {
            var (reached, until) = (days[i], window.LastDayOf(days[i - threshold + 1]));
            if (reached > until) continue;
            if (spells is [.., var last] && reached <= last.To.AddDays(1) && SameWindow(window, last.From, reached)) spells[^1] = new DayRange(last.From, until > last.To ? until : last.To);
            else spells.Add(new DayRange(reached, until));
        }

        return spells.ToImmutable();
    }

    // What happened on 29 February counts until 27 February.
    private static DateOnly First(DateOnly day)
    {
        var first = day.AddMonths(-12).AddDays(1);
        return FrequencyWindow.RollingYear.LastDayOf(first) < day ? first.AddDays(1) : first;
    }

    private static bool SameWindow(FrequencyWindow window, DateOnly a, DateOnly b) => window == FrequencyWindow.RollingYear || a.Year == b.Year;
}
