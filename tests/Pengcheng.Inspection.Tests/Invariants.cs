using Pengcheng.Inspection.Supervision;

namespace Pengcheng.Inspection.Tests;

/// <summary>(i) to (ix) of the dossier, asked after every event of every test, and told apart from the code that keeps them.</summary>
internal static class Invariants
{
    private static readonly InspectionPolicy Policy = InspectionPolicy.Default;

    public static void OfVisit(Visit? before, object e, Visit after)
    {
        switch (e)
        {
            case EntryRecorded:
                Require(before!.Entry is null, "one entry that counts", e, after);
                break;
            case EntryScanned scan:
                Require(!after.IsPlanned || after.Day == ShenzhenTime.DateOf(scan.At), "iv: no planned visit outside its announced day", e, after);
                Require(!after.IsPlanned || after.NoticeNo is not null, "iv: announced", e, after);
                Team(scan.Body, scan.Officers, e, after);
                break;
            case LateScanRecorded scan:
                Require(before!.Emergencies.Exists(x => x.Body == scan.Body), "a late scan follows an emergency", e, after);
                Team(scan.Body, scan.Officers, e, after);
                break;
            case EntryBackfilled fill:
                Team(fill.Body, fill.Officers, e, after);
                break;
            case VisitAnnounced announced:
                foreach (var team in announced.Teams) Team(team.Body, team.Officers, e, after);
                break;
            case SlotConfirmed slot:
                Require(after.Window.Has(slot.Slot.Day), "a slot lies in the window", e, after);
                break;
            case VisitRescheduled moved:
                Require(before!.Day == moved.From && after.Day == moved.To, "iv: the day changes by a reschedule only", e, after);
                break;
        }

        Require(e is VisitRescheduled || before is null || before.Day == after.Day, "iv: the day changes by a reschedule only", e, after);
        Require(e is EntryVoided || before?.Entry is not { } entry || after.Entry == entry, "vii: entries are append-only", e, after);
    }

    // (i) at the end of each commit: between a result and its violation there is one event.
    public static void Results(Visit visit)
    {
        foreach (var p in visit.Participants.Where(p => p.Result is not null))
            Require(visit.Unscanned.Contains(p.Body) || (p.Arrived is not null && visit.Entry is { } entry && p.Result!.EntryId == entry.EntryId),
                "i: a result has its entry, or there is a violation", p.Body, visit);
    }

    public static void OfFirm(Firm? before, object e, Firm after)
    {
        Tallied(after);
        if (e is FrequencyAlertRaised raised)
            Require(before!.Tally.AlertsRaised + 1 == raised.AlertNo && raised.Count >= Policy.AlertAt, "iii: alerts are numbered, and at the threshold", e, after);
        var visits = after.Docket.Visits.ToList();
        Require(visits.Select(v => v.VisitId).Distinct().Count() == visits.Count, "a visit has one day", e, after);
    }

    // (ii): the count is the number of entries that are not void, each once.
    private static void Tallied(Firm firm)
    {
        var entries = firm.Tally.Entries;
        Require(entries.Select(x => x.EntryId).Distinct().Count() == entries.Count, "ii: an entry counts once", "tally", firm);
        Require(entries.TrueForAll(x => x.IsVoid == firm.Tally.Discounted.Contains(x.EntryId)), "ii: what is void does not count", "tally", firm);
    }

    /// <summary>(iii) when nothing is on its way: day by day, an alert stands for each spell, and none for no spell.</summary>
    public static void Alerts(Firm firm, DateOnly until)
    {
        foreach (var window in Enum.GetValues<FrequencyWindow>())
        {
            var days = firm.Tally.Entries.Where(x => x is { IsVoid: false, Kind: EntryKind.Enforcement }).Select(x => x.On).ToList();
            var alerts = firm.Tally.Alerts.Where(a => a.Window == window).ToList();
            foreach (var alert in alerts) Require(Count(window, days, alert.Day) >= Policy.AlertAt, $"iii: alert {alert.AlertNo} rests on entries", window, firm);
            if (days.Count == 0) continue;
            var covered = false;
            for (var day = days.Min(); day <= until; day = day.AddDays(1))
            {
                var reached = Count(window, days, day) >= Policy.AlertAt;
                if (window == FrequencyWindow.CalendarYear && day is { Month: 1, Day: 1 }) covered = false;
                if (!reached) covered = false;
                else if (!covered) covered = alerts.Count(a => InSpell(window, days, day, a.Day)) is var many && many == 1 ? true : throw new InvariantBroken($"iii: {many} alerts for the spell of {window} from {day}");
            }
        }
    }

    /// <summary>The supervision body's figures are what the visit's state says, whatever was entered, missed, voided and entered again.</summary>
    public static void OfFigures(IEnumerable<object> events, Visit visit)
    {
        var sums = SupervisionTests.Changes(events).GroupBy(change => (change.Key.Body, change.Key.Item, change.Measure)).ToDictionary(same => same.Key, same => same.Sum(change => change.By));
        var there = visit.Participants.Where(p => p.Arrived is not null).ToList();
        var isInspection = visit.Subject.Kind == EntryKind.Enforcement;
        Says("*", Measure.Entries, visit.Entry is null ? 0 : 1);
        Says("*", Measure.Inspections, visit.Entry is not null && isInspection ? 1 : 0);
        Says("*", Measure.JointInspections, isInspection && there.Count > 1 ? 1 : 0);
        Says("*", Measure.Results, visit.Participants.Count(p => p.Result is not null));
        Says("*", Measure.Rectifications, visit.Rectifications.Count);
        Says("*", Measure.Voids, visit.VoidedEntries.Count);
        foreach (var p in visit.Participants)
        {
            Says(p.Body, Measure.Entries, p.Arrived is null ? 0 : 1);
            Says(p.Body, Measure.JointInspections, isInspection && p.Arrived is not null && there.Count > 1 ? 1 : 0);
            Says(p.Body, Measure.Backfills, p.Method == EntryMethod.Backfill ? 1 : 0);
            Says(p.Body, Measure.LateBackfills, p.IsLate ? 1 : 0);
            Says(p.Body, Measure.Results, p.Result is null ? 0 : 1);
        }

        void Says(string body, Measure measure, int expected) =>
            Require(sums.GetValueOrDefault((body, "*", measure)) == expected, $"the figure {measure} of {body} is {sums.GetValueOrDefault((body, "*", measure))} and not {expected}", "figures", visit);
    }

    private static bool InSpell(FrequencyWindow window, List<DateOnly> days, DateOnly from, DateOnly alert)
    {
        for (var day = from; Count(window, days, day) >= Policy.AlertAt && (window == FrequencyWindow.RollingYear || day.Year == from.Year); day = day.AddDays(1))
            if (day == alert) return true;
        return false;
    }

    private static int Count(FrequencyWindow window, List<DateOnly> days, DateOnly day) => window == FrequencyWindow.RollingYear
        ? days.Count(d => d <= day && day < d.AddMonths(12))
        : days.Count(d => d <= day && d.Year == day.Year);

    // (v), (ix): in these tests the officers of a body are those whose number begins with its name.
    private static void Team(string body, ImmutableList<string> officers, object e, Visit visit) => Require(
        officers.Distinct().Count() >= Policy.FewestOfficers && officers.TrueForAll(no => Samples.Officers(body).Contains(no)), "v, ix: two certified officers of the body", e, visit);

    private static void Require(bool holds, string invariant, object e, object state)
    {
        if (!holds) throw new InvariantBroken($"{invariant}\n  at {e}\n  in {state}");
    }
}

internal sealed class InvariantBroken(string message) : Exception(message);
