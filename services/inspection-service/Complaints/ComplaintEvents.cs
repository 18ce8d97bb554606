namespace Pengcheng.Inspection.Complaints;

/// <summary>What a firm complains about. The first three are the regulation's.</summary>
public enum ComplaintKind
{
    /// <summary>They did not scan (不扫码).</summary>
    NotScanned,

    /// <summary>There was no reason to come (随意检查).</summary>
    Arbitrary,

    /// <summary>They had been here for the same (重复检查).</summary>
    Repeated,

    /// <summary>Several bodies came one after the other (多头检查).</summary>
    Uncoordinated,

    /// <summary>People without a certificate took part.</summary>
    UnauthorisedPersonnel,

    /// <summary>They asked for what is not on the list of items.</summary>
    OutsideItemList,

    /// <summary>Against whoever handled an earlier complaint: goes to the upper level.</summary>
    Handler,
}

/// <summary>A firm complains.</summary>
/// <param name="District">The firm's, GB/T 2260: whose supervision body handles it first.</param>
/// <param name="Body">About which body.</param>
/// <param name="Handler">For a complaint against a handler: who.</param>
/// <param name="Source"><c>firm</c>, or <c>appeal</c> when it came through the appeals service.</param>
[EventName("inspection.complaint-filed.v1")]
public sealed record ComplaintFiled(
    Guid ComplaintId, ComplaintKind Kind, UnifiedSocialCreditCode Uscc, string District, string Body, Guid? VisitId, string Text, string? Handler, string Source,
    SupervisionLevel Level, DateOnly AcceptBy);

/// <summary>It is taken up.</summary>
[EventName("inspection.complaint-accepted.v1")]
public sealed record ComplaintAccepted(string Handler, DateOnly InvestigateBy);

/// <summary>It is not for this office.</summary>
[EventName("inspection.complaint-refused.v1")]
public sealed record ComplaintRefused(string Reason, string By);

/// <summary>The investigation needs longer.</summary>
[EventName("inspection.investigation-extended.v1")]
public sealed record InvestigationExtended(string Reason, DateOnly InvestigateBy);

/// <summary>What the investigation found.</summary>
[EventName("inspection.complaint-investigated.v1")]
public sealed record ComplaintInvestigated(string Findings);

/// <summary>The decision.</summary>
[EventName("inspection.complaint-decided.v1")]
public sealed record ComplaintDecided(bool Founded, string Decision, string By, DateOnly FeedbackBy);

/// <summary>The firm was told.</summary>
[EventName("inspection.feedback-given.v1")]
public sealed record FeedbackGiven(string Text);

/// <summary>The upper level takes over, and its clock begins.</summary>
/// <param name="Reason"><c>overdue</c>, or why the firm is not content.</param>
[EventName("inspection.complaint-escalated.v1")]
public sealed record ComplaintEscalated(SupervisionLevel Level, string Reason, DateOnly AcceptBy);

/// <summary>A term has passed at the highest level: everybody sees it.</summary>
/// <param name="Stage">Which term.</param>
[EventName("inspection.complaint-overdue.v1")]
public sealed record ComplaintOverdue(ComplaintStatus Stage);
