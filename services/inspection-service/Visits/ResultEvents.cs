namespace Pengcheng.Inspection.Visits;

/// <summary>What an inspection led to.</summary>
public enum InspectionOutcome
{
    /// <summary>Nothing was found.</summary>
    NothingFound,

    /// <summary>Something is to be put right.</summary>
    RectificationOrdered,

    /// <summary>A case was opened.</summary>
    CaseOpened,
}

/// <summary>A body recorded what it found.</summary>
/// <param name="EntryId">In which entry; null if there was none, and then a violation follows.</param>
/// <param name="Items">The items that were inspected.</param>
[EventName("inspection.result-recorded.v1")]
public sealed record ResultRecorded(string Body, string? EntryId, ImmutableList<string> Items, InspectionOutcome Outcome, string Findings);

/// <summary>The firm is to put something right (责令整改).</summary>
[EventName("inspection.rectification-ordered.v1")]
public sealed record RectificationOrdered(string OrderNo, string Body, string Demand, DateOnly Due);

/// <summary>The firm says that it is done.</summary>
[EventName("inspection.rectification-reported.v1")]
public sealed record RectificationReported(string OrderNo, string Report);

/// <summary>The body agrees.</summary>
[EventName("inspection.rectification-accepted.v1")]
public sealed record RectificationAccepted(string OrderNo);

/// <summary>It was not done in time.</summary>
[EventName("inspection.rectification-overdue.v1")]
public sealed record RectificationOverdue(string OrderNo);

/// <summary>The firm has taken note of the results, or let the time pass.</summary>
/// <param name="By"><c>firm</c> or <c>silence</c>.</param>
/// <param name="RateBy">The last day to rate.</param>
[EventName("inspection.result-acknowledged.v1")]
public sealed record ResultAcknowledged(string By, DateOnly RateBy);

/// <summary>The firm disputes what is recorded.</summary>
[EventName("inspection.visit-disputed.v1")]
public sealed record VisitDisputed(string Reason);

/// <summary>The supervision body has settled the dispute.</summary>
[EventName("inspection.dispute-resolved.v1")]
public sealed record DisputeResolved(string Decision);

/// <summary>The firm got its one blind token for a rating. The rating itself is elsewhere, and nothing leads from it to here.</summary>
/// <param name="Blinded">SHA-256 of the blinded message, so that the same request gets the same answer.</param>
/// <param name="Body">Which body it rates: the visit's lead at the time.</param>
/// <param name="Quarter">In which quarter it counts, however late it is asked for again.</param>
[EventName("inspection.rating-token-issued.v1")]
public sealed record RatingTokenIssued(string Blinded, string Body, string Quarter);

/// <summary>Over.</summary>
[EventName("inspection.visit-closed.v1")]
public sealed record VisitClosed;
