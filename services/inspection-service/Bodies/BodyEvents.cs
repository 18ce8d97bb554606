namespace Pengcheng.Inspection.Bodies;

/// <summary>What a body can do wrong.</summary>
public enum ViolationKind
{
    /// <summary>Inside without a scan (不扫码).</summary>
    UnscannedEntry,

    /// <summary>A scan without a visit, or elsewhere (假扫码).</summary>
    FalseScan,

    /// <summary>Arbitrary inspection (随意检查).</summary>
    Arbitrary,

    /// <summary>Repeated inspection (重复检查).</summary>
    Repeated,

    /// <summary>Several bodies one after the other (多头检查).</summary>
    Uncoordinated,

    /// <summary>People without a certificate.</summary>
    UnauthorisedPersonnel,

    /// <summary>Demands outside the list of items.</summary>
    OutsideItemList,
}

/// <summary>A sign of a violation: the supervision body decides.</summary>
/// <param name="District">Where it was: that district's supervision body, or the city's, looks into it.</param>
[EventName("inspection.suspicion-noted.v1")]
public sealed record SuspicionNoted(string Body, string District, string ViolationId, ViolationKind Kind, string Detail);

/// <summary>A violation stands.</summary>
[EventName("inspection.violation-recorded.v1")]
public sealed record ViolationRecorded(string Body, string District, string ViolationId, ViolationKind Kind, string Detail);

/// <summary>It was none, or it is excused.</summary>
[EventName("inspection.violation-dismissed.v1")]
public sealed record ViolationDismissed(string ViolationId, string Reason, string By);

/// <summary>The body was reminded that a firm is inspected often (提醒单位).</summary>
[EventName("inspection.unit-reminded.v1")]
public sealed record UnitReminded(string Body, UnifiedSocialCreditCode Uscc, int AlertNo, int Count);

/// <summary>The first step: put it right by this day (限期整改).</summary>
[EventName("inspection.rectify-order-issued.v1")]
public sealed record RectifyOrderIssued(string OrderNo, string ViolationId, DateOnly Due);

/// <summary>The body says that it has.</summary>
[EventName("inspection.rectify-order-answered.v1")]
public sealed record RectifyOrderAnswered(string OrderNo, string Answer);

/// <summary>The answer does not put it right. The clock of the step runs anew, unless it was the second at this step: then the next one follows.</summary>
[EventName("inspection.rectify-order-answer-rejected.v1")]
public sealed record RectifyOrderAnswerRejected(string OrderNo, string Reason, DateOnly Due);

/// <summary>The supervision body agrees: the order is done with.</summary>
[EventName("inspection.rectify-order-fulfilled.v1")]
public sealed record RectifyOrderFulfilled(string OrderNo);

/// <summary>The second step: it was not put right, and the government is told (通报).</summary>
/// <param name="Due">By then the head was spoken to and it is put right.</param>
[EventName("inspection.reported-to-government.v1")]
public sealed record ReportedToGovernment(string OrderNo, DateOnly Due);

/// <summary>The head of the body was spoken to (约谈).</summary>
[EventName("inspection.head-interviewed.v1")]
public sealed record HeadInterviewed(string OrderNo, string Record);

/// <summary>The last step: the matter is with the disciplinary or judicial authorities (移送).</summary>
[EventName("inspection.case-transferred.v1")]
public sealed record CaseTransferred(string OrderNo, string Reason);

/// <summary>The order fell with its violation.</summary>
[EventName("inspection.rectify-order-lifted.v1")]
public sealed record RectifyOrderLifted(string OrderNo);
