using System.Globalization;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Supervision;

/// <summary>What is counted for the supervision body.</summary>
public enum Measure
{
    /// <summary>Visits that were announced.</summary>
    Announced,

    /// <summary>Entries of any kind; a joint one once.</summary>
    Entries,

    /// <summary>Of these, inspections.</summary>
    Inspections,

    /// <summary>Of these, joint ones.</summary>
    JointInspections,

    /// <summary>Entries that were entered afterwards.</summary>
    Backfills,

    /// <summary>Of these, too late.</summary>
    LateBackfills,

    /// <summary>Entries that were declared void.</summary>
    Voids,

    /// <summary>Bodies that were inside without a scan.</summary>
    Unscanned,

    /// <summary>Scans that are suspected to be false, and inspections that nobody had announced.</summary>
    Suspicions,

    /// <summary>Results.</summary>
    Results,

    /// <summary>Orders to firms.</summary>
    Rectifications,
}

/// <summary>One cell: where, who, what and when. <c>*</c> is all of them.</summary>
/// <param name="Month"><c>yyyy-MM</c></param>
public sealed record FigureKey(string District, string Street, string Body, string Item, string Month);

/// <summary>One more, or one less.</summary>
public sealed record FigureChange(FigureKey Key, Measure Measure, int By);

/// <summary>
/// From a visit's event to the figures it changes: one row for the street as a whole, one for each body, one for each of its items. A
/// visit is in one street, so streets add up to districts and the city; bodies do not add up, since they come together.
/// </summary>
public static class Figures
{
    /// <summary>All of them.</summary>
    public const string All = "*";

    /// <summary>What one event changes; pure, so that the figures can be built anew from the events at any time.</summary>
    public static IEnumerable<FigureChange> Of(Visit? before, object @event, Visit after) => @event switch
    {
        VisitAnnounced => Whole(after, after.Day, Measure.Announced, 1, after.Participants),
        EntryRecorded e => Street(after, e.Method, ShenzhenTime.DateOf(e.At), 1),
        EntryScanned or LateScanRecorded or EntryBackfilled => Arrival(before, after),
        EntryVoided => Void(before!),
        BackfillRejected e => One(after, e.Body, ShenzhenTime.DateOf(after.Entry!.At), Measure.LateBackfills, 1),
        UnscannedEntryDetected e => One(after, e.Body, after.Day, Measure.Unscanned, 1),
        UnscannedEntryExcused e => One(after, e.Body, after.Day, Measure.Unscanned, -1),
        SuspectedFalseScan e => One(after, e.Body, after.Day, Measure.Suspicions, 1),
        UnannouncedEntryDetected e => One(after, e.Body, after.Day, Measure.Suspicions, 1),
        ResultRecorded e => One(after, e.Body, after.Day, Measure.Results, 1),
        RectificationOrdered e => One(after, e.Body, after.Day, Measure.Rectifications, 1),
        _ => [],
    };

    // The street's one entry.
    private static IEnumerable<FigureChange> Street(Visit visit, EntryMethod method, DateOnly day, int by) =>
        Measures(visit, method).Select(measure => Change(visit, All, All, day, measure, by));

    // Each body's, when it comes. With the second one the inspection is a joint one, for the street and for those who are there.
    private static IEnumerable<FigureChange> Arrival(Visit? before, Visit after)
    {
        var there = after.Participants.FindAll(p => p.Arrived is not null);
        var came = there.Find(p => before?.Of(p.Body)?.Arrived is null)!;
        return
        [
            .. Measures(after, came.Method!.Value).SelectMany(measure => Rows(after, came, DayOf(came), measure, 1)),
            .. !IsInspection(after) || there.Count < 2 ? [] : Joint(after, there.Count == 2, there.Count == 2 ? there : [came], 1),
        ];
    }

    // All that was counted of the entry and of what was done in it is taken back, where it was counted.
    private static IEnumerable<FigureChange> Void(Visit before)
    {
        var (there, entry) = (before.Participants.FindAll(p => p.Arrived is not null), before.Entry!);
        return
        [
            .. Street(before, entry.Method, ShenzhenTime.DateOf(entry.At), -1),
            .. there.SelectMany(p => Measures(before, p.Method!.Value).SelectMany(measure => Rows(before, p, DayOf(p), measure, -1))),
            .. IsInspection(before) && there.Count > 1 ? Joint(before, true, there, -1) : [],
            .. there.Where(p => p.IsLate).SelectMany(p => One(before, p.Body, ShenzhenTime.DateOf(entry.At), Measure.LateBackfills, -1)),
            .. there.Where(p => p.Result is not null).SelectMany(p => One(before, p.Body, before.Day, Measure.Results, -1)),
            .. before.Rectifications.Where(order => there.Exists(p => p.Body == order.Body)).SelectMany(order => One(before, order.Body, before.Day, Measure.Rectifications, -1)),
            .. Whole(before, ShenzhenTime.DateOf(entry.At), Measure.Voids, 1, there),
        ];
    }

    private static IEnumerable<FigureChange> Joint(Visit visit, bool forStreet, IEnumerable<Participant> bodies, int by) =>
    [
        .. forStreet ? [Change(visit, All, All, ShenzhenTime.DateOf(visit.Entry!.At), Measure.JointInspections, by)] : (IEnumerable<FigureChange>)[],
        .. bodies.SelectMany(p => Rows(visit, p, DayOf(p), Measure.JointInspections, by)),
    ];

    private static IEnumerable<Measure> Measures(Visit visit, EntryMethod method) =>
        [Measure.Entries, .. IsInspection(visit) ? [Measure.Inspections] : (Measure[])[], .. method == EntryMethod.Backfill ? [Measure.Backfills] : (Measure[])[]];

    private static bool IsInspection(Visit visit) => visit.Subject.Kind == EntryKind.Enforcement;

    private static DateOnly DayOf(Participant participant) => ShenzhenTime.DateOf(participant.Arrived!.Value);

    private static IEnumerable<FigureChange> Whole(Visit visit, DateOnly day, Measure measure, int by, IEnumerable<Participant> bodies) =>
        [Change(visit, All, All, day, measure, by), .. bodies.SelectMany(p => Rows(visit, p, day, measure, by))];

    private static IEnumerable<FigureChange> One(Visit visit, string body, DateOnly day, Measure measure, int by) =>
        [Change(visit, All, All, day, measure, by), .. visit.Of(body) is { } participant ? Rows(visit, participant, day, measure, by) : []];

    private static IEnumerable<FigureChange> Rows(Visit visit, Participant p, DateOnly day, Measure measure, int by) =>
        p.Items.Select(item => Change(visit, p.Body, item.Code, day, measure, by)).Prepend(Change(visit, p.Body, All, day, measure, by));

    private static FigureChange Change(Visit visit, string body, string item, DateOnly day, Measure measure, int by) =>
        new(new FigureKey(visit.District, visit.Subject.Street, body, item, day.ToString("yyyy-MM", CultureInfo.InvariantCulture)), measure, by);
}
