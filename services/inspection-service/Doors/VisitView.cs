using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Doors;

/// <summary>A visit as one caller sees it. That the firm has its rating token is shown to the firm alone.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="Day">On which day it is held.</param>
/// <param name="NoticeNo">The number of the notice, once the firm was told.</param>
/// <param name="Slots">Times on offer.</param>
/// <param name="ChooseBy">The last day to choose; silence takes what was said last.</param>
/// <param name="Counter">What the firm would rather have.</param>
/// <param name="Confirmed">The time that is fixed.</param>
/// <param name="Entry">The entry that counts.</param>
/// <param name="Emergencies">Bodies that went in and have not scanned yet.</param>
/// <param name="Unscanned">Bodies that were inside without an entry.</param>
/// <param name="Suspicions">Signs of false scans; not for the firm.</param>
/// <param name="RateBy">The last day to rate.</param>
public sealed record VisitView(
    Guid VisitId, UnifiedSocialCreditCode Uscc, VisitStatus Status, EntryKind Kind, InspectionCause Cause, string Lead, DateOnly Day, DayRange Window, string? NoticeNo,
    ImmutableList<Participant> Participants, ImmutableList<Slot> Slots, DateOnly? ChooseBy, Slot? Counter, Slot? Confirmed, Entry? Entry, ImmutableList<string> VoidedEntries,
    ImmutableList<string> Emergencies, ImmutableList<string> Unscanned, ImmutableList<string> Suspicions, ImmutableList<Rectification> Rectifications,
    bool IsAcknowledged, DateOnly? RateBy, string? Dispute)
{
    /// <summary>For a caller who sees it.</summary>
    public static VisitView Of(Visit visit, Caller caller)
    {
        var isFirm = caller.Is(visit.Uscc);
        return new VisitView(
            visit.VisitId, visit.Uscc, isFirm ? visit.Status : visit.StatusForOthers, visit.Subject.Kind, visit.Subject.Cause, visit.Lead, visit.Day, visit.Window, visit.NoticeNo,
            visit.Participants, visit.Slots, visit.ChooseBy, visit.Counter, visit.Confirmed, visit.Entry, visit.VoidedEntries,
            [.. visit.Emergencies.Select(emergency => emergency.Body)], [.. visit.Unscanned.Order(StringComparer.Ordinal)],
            isFirm ? [] : [.. visit.Suspicions.Order(StringComparer.Ordinal)], visit.Rectifications, visit.IsAcknowledged, visit.RateBy, visit.Dispute);
    }

    /// <summary>The firm, the bodies that come, the street, supervision.</summary>
    public static bool Sees(Visit visit, Caller caller) =>
        caller.Is(visit.Uscc) || visit.Of(caller.Body()) is not null || caller.Oversees(visit.District, visit.Subject.Street);
}
