namespace Pengcheng.Inspection.Scheduling;

/// <summary>
/// The entry days (入企日): time is cut into windows of two weeks, and in each a block has one working day of its own. Blocks are
/// spread over the days by their codes, so that the bodies' officers are not all needed at once.
/// </summary>
public sealed class EntryDays(WorkingCalendar calendar, InspectionPolicy policy)
{
    private static readonly int FirstMonday = new DateOnly(2024, 1, 1).DayNumber;

    private readonly Dictionary<int, DateOnly[]> _workingDays = [];

    /// <summary>The number of the window in which a day lies.</summary>
    public static int WindowOf(DateOnly day, InspectionPolicy policy) => (int)Math.Floor((day.DayNumber - FirstMonday) / (double)policy.EntryDayWindowDays);

    /// <summary>Whether a firm has another entry day in the window of this one.</summary>
    public static bool IsTaken(IEnumerable<DateOnly> taken, DateOnly day, InspectionPolicy policy) =>
        taken.Any(other => other != day && WindowOf(other, policy) == WindowOf(day, policy));

    /// <summary>A block's entry days in these days, the latest first.</summary>
    public IEnumerable<DateOnly> Of(string block, DayRange days)
    {
        for (var window = WindowOf(days.To, policy); window >= WindowOf(days.From, policy); window--)
            if (InWindow(block, window) is { } day && days.Has(day)) yield return day;
    }

    // A window can be all holidays: then it has no entry day.
    private DateOnly? InWindow(string block, int window)
    {
        if (!_workingDays.TryGetValue(window, out var days))
        {
            var first = DateOnly.FromDayNumber(FirstMonday + window * policy.EntryDayWindowDays);
            _workingDays[window] = days = [.. Enumerable.Range(0, policy.EntryDayWindowDays).Select(first.AddDays).Where(calendar.IsWorkingDay)];
        }

        return days.Length == 0 ? null : days[Hash(block) % (uint)days.Length];
    }

    // FNV-1a: the same in every process, which string.GetHashCode is not.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
}
