using Pengcheng.Inspection.Frequency;

namespace Pengcheng.Inspection.Plans;

/// <summary>The contents of a plan.</summary>
/// <param name="Body">The enforcement body (行政执法单位).</param>
/// <param name="Items">What is to be inspected, each with its legal basis.</param>
/// <param name="Window">When.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record PlanContent(string Body, EntryKind Kind, InspectionCause Cause, ImmutableList<InspectionItem> Items, DayRange Window, int Minutes);

/// <summary>A body's planner has drafted a plan for this firm.</summary>
[EventName("inspection.plan-drafted.v1")]
public sealed record PlanDrafted(Guid PlanId, PlanContent Content, string DraftedBy);

/// <summary>The plan was submitted.</summary>
[EventName("inspection.plan-submitted.v1")]
public sealed record PlanSubmitted(Guid PlanId);

/// <summary>Other bodies plan to come in the same days (多头检查).</summary>
[EventName("inspection.overlap-detected.v1")]
public sealed record OverlapDetected(Guid PlanId, ImmutableList<Guid> OtherPlans);

/// <summary>Carried out, the plan would make the third inspection, or a further one, within the window.</summary>
[EventName("inspection.frequency-pre-alert-raised.v1")]
public sealed record FrequencyPreAlertRaised(Guid PlanId, FrequencyWindow Window, int Count);

/// <summary>Several bodies come together (综合查一次): their plans become one visit.</summary>
[EventName("inspection.joint-visit-formed.v1")]
public sealed record JointVisitFormed(Guid VisitId, string Lead, ImmutableList<Guid> Plans);

/// <summary>The plan has another window.</summary>
[EventName("inspection.plan-rescheduled.v1")]
public sealed record PlanRescheduled(Guid PlanId, DayRange Window);

/// <summary>The head of the body has approved it.</summary>
[EventName("inspection.plan-approved.v1")]
public sealed record PlanApproved(Guid PlanId, string ApprovalNo, string ApprovedBy);

/// <summary>The plan goes beyond the yearly cap. Its cause allows that, and it is tracked.</summary>
[EventName("inspection.cap-exceeded.v1")]
public sealed record CapExceeded(Guid PlanId, int Count, int Cap);

/// <summary>The plan is public.</summary>
[EventName("inspection.plan-published.v1")]
public sealed record PlanPublished(Guid PlanId);

/// <summary>One visit, on one entry day, for these plans.</summary>
/// <param name="Explanation">Why on this day and in this company.</param>
[EventName("inspection.visit-scheduled.v1")]
public sealed record VisitScheduled(Guid VisitId, string Lead, ImmutableList<Guid> Plans, DateOnly Day, string Explanation);

/// <summary>Some of its items were inspected; the rest is in the pool.</summary>
/// <param name="Entry">In which of the visit's entries, 1, 2, 3 ...; if there was none, in the one that was still to be made.</param>
[EventName("inspection.plan-partly-executed.v1")]
public sealed record PlanPartlyExecuted(Guid PlanId, Guid VisitId, int Entry, ImmutableList<string> Items);

/// <summary>All of its items were inspected.</summary>
/// <param name="Entry">In which of the visit's entries, 1, 2, 3 ...; if there was none, in the one that was still to be made.</param>
[EventName("inspection.plan-completed.v1")]
public sealed record PlanCompleted(Guid PlanId, Guid VisitId, int Entry, ImmutableList<string> Items);

/// <summary>The entry was void, and so is what was inspected in it: the visit is still to be held.</summary>
/// <param name="Day">The visit's day; null if the visit is over, and the plan needs another.</param>
[EventName("inspection.execution-voided.v1")]
public sealed record ExecutionVoided(Guid PlanId, Guid VisitId, int Entry, DateOnly? Day);

/// <summary>The plan goes back to the pool: the body stayed away, or nobody came.</summary>
/// <param name="Reason"><c>absent</c>, <c>no-entry</c>, <c>not-held</c>, or <c>cool-off</c> when the others have withdrawn and it may not come alone yet.</param>
/// <param name="NotAloneBefore">Until then the body may come with others only.</param>
[EventName("inspection.plan-returned.v1")]
public sealed record PlanReturned(Guid PlanId, Guid VisitId, string Reason, DateOnly? NotAloneBefore)
{
    internal const string CoolOff = "cool-off";
}

/// <summary>Nobody comes any more to a visit in which a plan was carried out: its entry was void, which has not been told yet.</summary>
[EventName("inspection.visit-given-up.v1")]
public sealed record VisitGivenUp(Guid VisitId, string Body);

/// <summary>The plan is given up.</summary>
[EventName("inspection.plan-withdrawn.v1")]
public sealed record PlanWithdrawn(Guid PlanId, Guid? VisitId, string Body, string Reason);

/// <summary>How many planned inspections a calendar year this firm may have.</summary>
[EventName("inspection.cap-published.v1")]
public sealed record CapPublished(int Cap);

/// <summary>The visit has another day, by the firm's wish or the coordinator's.</summary>
[EventName("inspection.visit-moved.v1")]
public sealed record VisitMoved(Guid VisitId, DateOnly Day);
