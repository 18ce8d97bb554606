using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Visits;

/// <summary>An entry that was made without network, out of the officers' app's backlog.</summary>
/// <param name="Subject">Of a visit without a plan; not looked at if there is one.</param>
/// <param name="RecordNo">The app's own number of the entry: the same record twice counts once.</param>
public sealed record BackfillEntry(
    VisitSubject Subject, ImmutableList<InspectionItem> Items, string RecordNo, string Body, ImmutableList<string> Officers,
    DateTimeOffset EnteredAt, DateTimeOffset EndedAt, string Reason)
{
    /// <summary>The visit that an offline record without a plan makes.</summary>
    public static Guid VisitIdOf(string body, string recordNo) => DerivedId.From($"offline/{body}/{recordNo}");

    /// <summary>In time it is as good as a scan. Too late it is kept as data, counts, and is flagged.</summary>
    public static Decision Decide(Visit? visit, BackfillEntry command, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        if ((Texts.Refuse("recordNo", command.RecordNo, 100) ?? Texts.Refuse("reason", command.Reason)) is { } text) return text;
        if (visit is null && Plans.PlanRules.Items(command.Items) is { } items) return items;
        if (command.EnteredAt > command.EndedAt || command.EndedAt > facts.Now || command.EndedAt - command.EnteredAt > policy.LongestInspection)
            return InspectionErrors.TimesInvalid;
        var day = ShenzhenTime.DateOf(command.EnteredAt);
        if (visit is not null)
        {
            if (visit.Records.Contains(command.RecordNo) || visit.Of(command.Body) is { Arrived: not null }) return Decision.Nothing;
            if (Refuse(visit, command.Body, day) is { } refusal) return refusal;
        }

        if (known.Refuse(command.Body, command.Officers, day, policy) is { } uncertified) return uncertified;

        var after = facts.Today.DayNumber - ShenzhenTime.DateOf(command.EndedAt).DayNumber;
        var unfolding = new Unfolding<Visit>(visit)
            .AddIf(visit is null, () => new VisitOpened(command.Subject, new Part(command.Body, command.Subject.Kind, null, command.Items), day))
            .Add(new EntryBackfilled(command.RecordNo, command.Body, command.Officers, command.EnteredAt, command.EndedAt, command.Reason, after));
        EntryRules.Enter(unfolding, command.Body, EntryMethod.Backfill, command.EnteredAt);
        // What would have been refused at the door has happened all the same: it is kept, it counts, and somebody asks why.
        unfolding.AddIf(visit is null && ScanUnplanned.RefuseUnannounced(command.Subject, policy) is not null, () => new UnannouncedEntryDetected(command.Body));
        var isDetected = unfolding.State.Unscanned.Contains(command.Body);
        if (after > policy.BackfillDays)
            unfolding.Add(new BackfillRejected(command.RecordNo, command.Body, after, policy.BackfillDays))
                .AddIf(!isDetected, () => new UnscannedEntryDetected(command.Body, "late-backfill"));
        else
            unfolding.AddIf(isDetected, () => new UnscannedEntryExcused(command.Body));
        return unfolding.Decide();
    }

    // A visit that was given up since nobody had come was held after all; a body that was taken for absent was there.
    private static Refusal? Refuse(Visit visit, string body, DateOnly day) =>
        visit.End is VisitEnd.Cancelled or VisitEnd.NoEntry ? visit.Ended()
        : visit.Of(body) is null ? InspectionErrors.NotAParticipant.With(("body", body))
        : visit.IsPlanned && visit.NoticeNo is null ? InspectionErrors.NotAnnounced
        : visit.Day != day ? InspectionErrors.NotTheAnnouncedDay.With(("day", visit.Day))
        : null;
}
