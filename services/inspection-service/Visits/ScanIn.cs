using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Visits;

/// <summary>
/// A body's officers scan at the door (扫码入企). The first scan makes the visit's entry; those of the other bodies of a joint visit
/// join it; the same body's again, by whichever of its officers, changes nothing.
/// </summary>
/// <param name="Officers">Those at the door, by certificate.</param>
/// <param name="Premises">Where the firm is today; it may have moved since the visit was planned.</param>
/// <param name="Place">Where the device is; needed for the methods of lower trust.</param>
/// <param name="Reason">For a look-up: why there was nothing to scan.</param>
public sealed record ScanIn(string Body, EntryMethod Method, ImmutableList<string> Officers, GeoPoint Premises, GeoPoint? Place, string? Reason = null)
{
    /// <summary>On the announced day; with valid certificates; close to the firm where the code alone proves little.</summary>
    public static Decision Decide(Visit visit, ScanIn command, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        if (visit.Of(command.Body) is not { } participant) return InspectionErrors.NotAParticipant.With(("body", command.Body));
        if (participant.Arrived is not null) return Decision.Nothing;
        if (!visit.IsLive) return visit.Ended();
        if (EntryRules.RefuseScan(command, known, facts, policy) is { } untrusted) return untrusted;

        var unfolding = new Unfolding<Visit>(visit);
        if (visit.Emergencies.Exists(emergency => emergency.Body == command.Body))
            unfolding.Add(new LateScanRecorded(command.Body, command.Method, command.Officers, command.Place, facts.Now, command.Reason));
        else if (RefuseDay(visit, facts) is { } day)
            return day;
        else
            unfolding.Add(new EntryScanned(command.Body, command.Method, command.Officers, command.Place, facts.Now, command.Reason));
        EntryRules.Enter(unfolding, command.Body, command.Method, facts.Now);
        return unfolding.Add(EntryRules.Doubts(command, visit.Confirmed, known, facts, policy)).Decide();
    }

    private static Refusal? RefuseDay(Visit visit, Facts facts) =>
        visit.IsPlanned && visit.NoticeNo is null ? InspectionErrors.NotAnnounced
        : visit.Slots is not [] && visit.Confirmed is null ? InspectionErrors.SlotOpen
        : visit.Day != facts.Today ? InspectionErrors.NotTheAnnouncedDay.With(("day", visit.Day))
        : null;
}

/// <summary>Officers without a planned visit are at the door: a patrol, a service, or an inspection that the firm asked for.</summary>
public sealed record ScanUnplanned(VisitSubject Subject, ImmutableList<InspectionItem> Items, ScanIn Scan)
{
    /// <summary>A planned inspection needs its announced visit; some districts want a filed plan for everything.</summary>
    public static Decision Decide(Visit? visit, ScanUnplanned command, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        if (visit is not null) return ScanIn.Decide(visit, command.Scan, known, facts, policy);
        if (Plans.PlanRules.Items(command.Items) is { } items) return items;
        if (RefuseUnannounced(command.Subject, policy) is { } unannounced) return unannounced;
        if (EntryRules.RefuseScan(command.Scan, known, facts, policy) is { } untrusted) return untrusted;

        var (scan, part) = (command.Scan, new Part(command.Scan.Body, command.Subject.Kind, null, command.Items));
        var unfolding = new Unfolding<Visit>(null).Add(new VisitOpened(command.Subject, part, facts.Today),
            new EntryScanned(scan.Body, scan.Method, scan.Officers, scan.Place, facts.Now, scan.Reason));
        EntryRules.Enter(unfolding, scan.Body, scan.Method, facts.Now);
        return unfolding.Add(EntryRules.Doubts(scan, null, known, facts, policy)).Decide();
    }

    /// <summary>Why nobody may come like this without a plan and its notice, or null.</summary>
    internal static Refusal? RefuseUnannounced(VisitSubject subject, InspectionPolicy policy) =>
        policy.WantsFiledPlan(subject.District) ? InspectionErrors.FiledPlanRequired.With()
        : subject is { Kind: EntryKind.Enforcement, Cause: not InspectionCause.FirmRequest } ? InspectionErrors.NotAnnounced.With()
        : null;
}

internal static class EntryRules
{
    public static Refusal? RefuseScan(ScanIn scan, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        if (scan.Method == EntryMethod.Backfill) return InspectionErrors.MethodInvalid;
        if (scan.Place is { Exists: false }) return InspectionErrors.PlaceInvalid;
        if ((scan.Method == EntryMethod.Lookup || scan.Reason is not null) && Texts.Refuse("reason", scan.Reason) is { } reason) return reason;
        if (scan.Method is EntryMethod.StaticCode or EntryMethod.LicenceQr && !(scan.Place?.MetresTo(scan.Premises) <= policy.StaticCodeMetres))
            return InspectionErrors.TooFarFromFirm.With(("metres", policy.StaticCodeMetres));
        return known.Refuse(scan.Body, scan.Officers, facts.Today, policy);
    }

    /// <summary>The visit's one entry, if it has none yet.</summary>
    public static void Enter(Unfolding<Visit> unfolding, string body, EntryMethod method, DateTimeOffset at)
    {
        var visit = unfolding.State;
        unfolding.AddIf(visit.Entry is null, () => new EntryRecorded($"{visit.VisitId:N}-{visit.Entries + 1}", body, method, at));
    }

    /// <summary>What does not fit place or time is entered all the same, and looked into.</summary>
    public static IEnumerable<object> Doubts(ScanIn scan, Slot? slot, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        var minutes = ShenzhenTime.TimeOf(facts.Now).ToTimeSpan().TotalMinutes;
        if (slot is not null && (minutes < slot.From - policy.SlotToleranceMinutes || minutes > slot.To + policy.SlotToleranceMinutes))
            yield return new SuspectedFalseScan(scan.Body, "outside-slot", $"{ShenzhenTime.TimeOf(facts.Now):HH:mm}");
        if (scan.Place is not { } place)
        {
            yield return new SuspectedFalseScan(scan.Body, "no-place", EnumWords.Of(scan.Method));
            yield break;
        }

        if (place.MetresTo(scan.Premises) is var metres && metres > policy.SuspiciousMetres)
            yield return new SuspectedFalseScan(scan.Body, "far-away", $"{metres} m");
        if (known.Impossible(scan.Officers, place, facts.Now, policy) is { } seen)
            yield return new SuspectedFalseScan(scan.Body, "officer-elsewhere", $"{seen.CertificateNo} {ShenzhenTime.TimeOf(seen.At):HH:mm}, {seen.Place.MetresTo(place)} m");
    }
}
