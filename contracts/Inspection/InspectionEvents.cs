using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Inspection;

// What they have in common, and a consumer may rely on:
// - Published once the event is committed; MessageId = event id; at least once, in any order.
// - Uscc identifies the firm, VisitId the visit; At is the platform's clock at the commit, unless said otherwise.
// - Bodies are named by their codes; officers, and people of the firm, are not named.

/// <summary>The firm was told of a visit (检查通知).</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Lead">The body that leads.</param>
/// <param name="Bodies">How many bodies come.</param>
/// <param name="Day">The entry day.</param>
/// <param name="NoticeNo">The notice's number.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.visit-announced.v1", Publisher = "inspection-service")]
public sealed record VisitAnnounced(Guid VisitId, UnifiedSocialCreditCode Uscc, string Lead, int Bodies, DateOnly Day, string NoticeNo, DateTimeOffset At);

/// <summary>A visit that was planned is on another day.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Day">The day of the visit.</param>
/// <param name="By"><c>firm</c>, <c>coordinator</c> or <c>slot</c>.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.visit-rescheduled.v1", Publisher = "inspection-service")]
public sealed record VisitRescheduled(Guid VisitId, UnifiedSocialCreditCode Uscc, DateOnly Day, string By, DateTimeOffset At);

/// <summary>Nobody comes: the plans were withdrawn, or the visit was not held.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Reason">A stable code, or a short text.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.visit-cancelled.v1", Publisher = "inspection-service")]
public sealed record VisitCancelled(Guid VisitId, UnifiedSocialCreditCode Uscc, string Reason, DateTimeOffset At);

/// <summary>Officers have entered. One for each visit, however many bodies come; a second one only after a void.</summary>
/// <param name="EntryId">Unique.</param>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Lead">The body that leads.</param>
/// <param name="Kind"><c>enforcement</c>, <c>patrol</c> or <c>service</c>; the first alone counts for caps and alerts.</param>
/// <param name="Method"><c>code</c>, <c>static-code</c>, <c>licence-qr</c>, <c>lookup</c> or <c>backfill</c>.</param>
/// <param name="At">When they entered, which for an offline entry is days ago.</param>
[IntegrationEvent("inspection.entry-recorded.v1", Publisher = "inspection-service")]
public sealed record EntryRecorded(string EntryId, Guid VisitId, UnifiedSocialCreditCode Uscc, string Lead, string Kind, string Method, DateTimeOffset At);

/// <summary>An entry was declared void by the supervision body. It no longer counts.</summary>
/// <param name="EntryId">The entry; unique.</param>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.entry-voided.v1", Publisher = "inspection-service")]
public sealed record EntryVoided(string EntryId, Guid VisitId, UnifiedSocialCreditCode Uscc, DateTimeOffset At);

/// <summary>A body has recorded its result.</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Body">The enforcement body.</param>
/// <param name="Outcome"><c>nothing-found</c>, <c>rectification-ordered</c> or <c>case-opened</c>; new words may be added.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.result-recorded.v1", Publisher = "inspection-service")]
public sealed record ResultRecorded(Guid VisitId, UnifiedSocialCreditCode Uscc, string Body, string Outcome, DateTimeOffset At);

/// <summary>The firm is to put something right (责令整改).</summary>
/// <param name="VisitId">The visit.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Body">The enforcement body.</param>
/// <param name="OrderNo">The body's number of the order.</param>
/// <param name="Due">The last day.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.rectification-ordered.v1", Publisher = "inspection-service")]
public sealed record RectificationOrdered(Guid VisitId, UnifiedSocialCreditCode Uscc, string Body, string OrderNo, DateOnly Due, DateTimeOffset At);

/// <summary>The firm is inspected often. One for each time that the count is reached, by window.</summary>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="AlertNo">1, 2, 3 ... of the firm.</param>
/// <param name="Window"><c>rolling-year</c> or <c>calendar-year</c>.</param>
/// <param name="Day">The day on which the count was reached.</param>
/// <param name="Count">The count on that day.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.frequency-alert-raised.v1", Publisher = "inspection-service")]
public sealed record FrequencyAlertRaised(UnifiedSocialCreditCode Uscc, int AlertNo, string Window, DateOnly Day, int Count, DateTimeOffset At);

/// <summary>After a void the count was never reached: the alert is withdrawn.</summary>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="AlertNo">Of the firm.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.frequency-alert-withdrawn.v1", Publisher = "inspection-service")]
public sealed record FrequencyAlertWithdrawn(UnifiedSocialCreditCode Uscc, int AlertNo, DateTimeOffset At);

/// <summary>A firm complains about an inspection.</summary>
/// <param name="ComplaintId">The complaint.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Body">The enforcement body.</param>
/// <param name="Kind"><c>not-scanned</c>, <c>arbitrary</c>, <c>repeated</c> ...; new words may be added.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.complaint-filed.v1", Publisher = "inspection-service")]
public sealed record ComplaintFiled(Guid ComplaintId, UnifiedSocialCreditCode Uscc, string Body, string Kind, DateTimeOffset At);

/// <summary>The complaint was decided; again, if the firm went to the upper level.</summary>
/// <param name="ComplaintId">The complaint.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Body">The enforcement body.</param>
/// <param name="Founded">Whether it was right.</param>
/// <param name="At">When.</param>
[IntegrationEvent("inspection.complaint-decided.v1", Publisher = "inspection-service")]
public sealed record ComplaintDecided(Guid ComplaintId, UnifiedSocialCreditCode Uscc, string Body, bool Founded, DateTimeOffset At);
