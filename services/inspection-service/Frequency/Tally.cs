namespace Pengcheng.Inspection.Frequency;

/// <summary>An entry as it counts.</summary>
public sealed record CountedEntry(string EntryId, Guid VisitId, EntryKind Kind, DateTimeOffset At, DateOnly On, ImmutableList<string> Bodies, bool IsVoid = false);

/// <summary>An alert that stands.</summary>
public sealed record StandingAlert(int AlertNo, FrequencyWindow Window, DateOnly Day);

/// <summary>
/// How often a firm was entered (频次台账). The count of a window is the number of entries of kind enforcement that are not void;
/// the burden counts every kind. Nothing here is added up: what is stored is entries, and counts are read off them.
/// </summary>
public sealed record Tally(ImmutableList<CountedEntry> Entries, ImmutableList<StandingAlert> Alerts, int AlertsRaised, ImmutableHashSet<string> Discounted)
{
    /// <summary>Never entered.</summary>
    public static Tally Empty { get; } = new([], [], 0, []);

    /// <summary>Inspections that count on this day.</summary>
    public int Count(FrequencyWindow window, DateOnly day) => Counting.Count(entry => entry.On <= day && day <= window.LastDayOf(entry.On));

    /// <summary>Inspections in these days.</summary>
    public int Within(DayRange days) => Counting.Count(entry => days.Has(entry.On));

    /// <summary>Entries of any kind in the twelve months to this day: what the firm has to bear (负担).</summary>
    public int Burden(DateOnly day) => Entries.Count(entry => !entry.IsVoid && entry.On <= day && day <= FrequencyWindow.RollingYear.LastDayOf(entry.On));

    /// <summary>Whether the entry was taken back, even if it has not been counted yet.</summary>
    public bool IsDiscounted(string entryId) => Discounted.Contains(entryId);

    /// <summary>The spells that there is to be an alert for.</summary>
    public ImmutableList<DayRange> Spells(FrequencyWindow window, int threshold) => window.Spells([.. Counting.Select(entry => entry.On).Order()], threshold);

    /// <summary>Whether a visit has an entry that is not void.</summary>
    public bool HasEntry(Guid? visitId) => Entries.Exists(entry => entry.VisitId == visitId && !entry.IsVoid);

    /// <summary>Those that count for caps and alerts.</summary>
    public IEnumerable<CountedEntry> Counting => Entries.Where(entry => entry is { IsVoid: false, Kind: EntryKind.Enforcement });

    internal Tally With(object @event) => @event switch
    {
        EntryCounted e => this with { Entries = Entries.Add(new CountedEntry(e.EntryId, e.VisitId, e.Kind, e.At, e.On, e.Bodies, IsDiscounted(e.EntryId))) },
        EntryDiscounted e => this with
        {
            Entries = [.. Entries.Select(entry => entry.EntryId == e.EntryId ? entry with { IsVoid = true } : entry)],
            Discounted = Discounted.Add(e.EntryId),
        },
        FrequencyAlertRaised e => this with { Alerts = Alerts.Add(new StandingAlert(e.AlertNo, e.Window, e.Day)), AlertsRaised = e.AlertNo },
        AlertWithdrawn e => this with { Alerts = Alerts.RemoveAll(alert => alert.AlertNo == e.AlertNo) },
        _ => throw new UnknownEventException(typeof(Tally), @event),
    };
}
