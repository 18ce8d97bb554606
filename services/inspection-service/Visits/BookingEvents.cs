namespace Pengcheng.Inspection.Visits;

/// <summary>One body's part in a visit.</summary>
/// <param name="Kind">What it comes for.</param>
/// <param name="PlanId">Its plan, or null for a visit without one.</param>
public sealed record Part(string Body, EntryKind Kind, Guid? PlanId, ImmutableList<InspectionItem> Items);

/// <summary>The officers that a body sends, by the numbers of their certificates (行政执法证).</summary>
public sealed record Team(string Body, ImmutableList<string> Officers);

/// <summary>A time on a day, in Shenzhen.</summary>
/// <param name="From">Minutes after midnight.</param>
/// <param name="To">Minutes after midnight, later.</param>
public sealed record Slot(DateOnly Day, int From, int To);

/// <summary>Where a visit goes, and why.</summary>
/// <param name="Place">Where the firm's premises are.</param>
public sealed record VisitSubject(
    Guid VisitId, UnifiedSocialCreditCode Uscc, string District, string Street, GeoPoint Place, EntryKind Kind, InspectionCause Cause);

/// <summary>A visit was planned. The stream of a planned visit begins with it.</summary>
/// <param name="Window">The days that all its plans have in common.</param>
/// <param name="Day">Its entry day (入企日).</param>
[EventName("inspection.visit-planned.v1")]
public sealed record VisitPlanned(VisitSubject Subject, string Lead, ImmutableList<Part> Parts, DayRange Window, DateOnly Day);

/// <summary>Somebody is at the door without a plan: a patrol, an emergency, an offline entry. The stream of such a visit begins with it.</summary>
[EventName("inspection.visit-opened.v1")]
public sealed record VisitOpened(VisitSubject Subject, Part Part, DateOnly Day);

/// <summary>The firm was told who comes, when and why (检查通知).</summary>
/// <param name="NoticeNo"><c>{unit}检通〔yyyy〕n号</c></param>
[EventName("inspection.visit-announced.v1")]
public sealed record VisitAnnounced(string NoticeNo, ImmutableList<Team> Teams, DateOnly Day);

/// <summary>The coordinator offers times.</summary>
/// <param name="ChooseBy">The last day to choose; then the first one stands.</param>
[EventName("inspection.slots-proposed.v1")]
public sealed record SlotsProposed(ImmutableList<Slot> Slots, DateOnly ChooseBy);

/// <summary>The firm would rather have another time.</summary>
[EventName("inspection.slot-countered.v1")]
public sealed record SlotCountered(Slot Slot);

/// <summary>The time is fixed.</summary>
/// <param name="By"><c>firm</c>, <c>coordinator</c> or <c>silence</c>.</param>
[EventName("inspection.slot-confirmed.v1")]
public sealed record SlotConfirmed(Slot Slot, string By);

/// <summary>No time was chosen, and all that were offered have become impossible: the visit stays on its day, at any time of it.</summary>
[EventName("inspection.slots-lapsed.v1")]
public sealed record SlotsLapsed;

// Who moves a visit, fixes its time, takes note of its result; silence is that nobody said anything else in time.
internal static class Moves
{
    public const string Firm = "firm", Coordinator = "coordinator", Slot = "slot", Silence = "silence";
}

/// <summary>The visit has another day.</summary>
/// <param name="By"><c>firm</c> (its one free postponement), <c>coordinator</c>, or <c>slot</c>, by the time that was fixed.</param>
[EventName("inspection.visit-rescheduled.v1")]
public sealed record VisitRescheduled(DateOnly From, DateOnly To, string By, string Reason);

/// <summary>A body withdrew its plan; the others come all the same.</summary>
[EventName("inspection.participant-withdrawn.v1")]
public sealed record ParticipantWithdrawn(string Body, string Reason);

/// <summary>Nobody comes. The firm is told and its time is free.</summary>
/// <param name="Reason">The planner's, or <c>not-held</c>, <c>entry-voided</c>.</param>
[EventName("inspection.visit-cancelled.v1")]
public sealed record VisitCancelled(string Reason)
{
    internal const string NotHeld = "not-held", EntryVoided = "entry-voided";
}

/// <summary>The officers found the firm closed.</summary>
[EventName("inspection.no-entry-found.v1")]
public sealed record NoEntryFound(string Body, string Reason);
