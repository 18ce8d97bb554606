using System.Globalization;
using Pengcheng.Chassis.Calendar;
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

    /// <summary>Scans that are suspected to be false.</summary>
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
        EntryRecorded e => Entry(after, e.Method, e.At, 1),
        EntryVoided => [.. Entry(before!, before!.Entry!.Method, before.Entry.At, -1), .. Whole(after, ShenzhenTime.DateOf(before.Entry.At), Measure.Voids, 1, before.Participants)],
        BackfillRejected e => One(after, e.Body, ShenzhenTime.DateOf(after.Entry!.At), Measure.LateBackfills, 1),
        UnscannedEntryDetected e => One(after, e.Body, after.Day, Measure.Unscanned, 1),
        UnscannedEntryExcused e => One(after, e.Body, after.Day, Measure.Unscanned, -1),
        SuspectedFalseScan e => One(after, e.Body, after.Day, Measure.Suspicions, 1),
        ResultRecorded e => One(after, e.Body, after.Day, Measure.Results, 1),
        RectificationOrdered e => One(after, e.Body, after.Day, Measure.Rectifications, 1),
        _ => [],
    };

    private static IEnumerable<FigureChange> Entry(Visit visit, EntryMethod method, DateTimeOffset at, int by)
    {
        var (day, bodies) = (ShenzhenTime.DateOf(at), visit.Participants.Where(p => !p.IsAbsent).ToList());
        var isInspection = visit.Subject.Kind == EntryKind.Enforcement;
        return
        [
            .. Whole(visit, day, Measure.Entries, by, bodies),
            .. isInspection ? Whole(visit, day, Measure.Inspections, by, bodies) : [],
            .. isInspection && bodies.Count > 1 ? Whole(visit, day, Measure.JointInspections, by, bodies) : [],
            .. method == EntryMethod.Backfill ? Whole(visit, day, Measure.Backfills, by, bodies) : [],
        ];
    }

    private static IEnumerable<FigureChange> Whole(Visit visit, DateOnly day, Measure measure, int by, IEnumerable<Participant> bodies) =>
        [Change(visit, All, All, day, measure, by), .. bodies.SelectMany(p => Rows(visit, p, day, measure, by))];

    private static IEnumerable<FigureChange> One(Visit visit, string body, DateOnly day, Measure measure, int by) =>
        [Change(visit, All, All, day, measure, by), .. visit.Of(body) is { } participant ? Rows(visit, participant, day, measure, by) : []];

    private static IEnumerable<FigureChange> Rows(Visit visit, Participant p, DateOnly day, Measure measure, int by) =>
        p.Items.Select(item => Change(visit, p.Body, item.Code, day, measure, by)).Prepend(Change(visit, p.Body, All, day, measure, by));

    private static FigureChange Change(Visit visit, string body, string item, DateOnly day, Measure measure, int by) =>
        new(new FigureKey(visit.Subject.District, visit.Subject.Street, body, item, day.ToString("yyyy-MM", CultureInfo.InvariantCulture)), measure, by);
}
