namespace Pengcheng.Escrow.Deals;

// What stops money, and what sets it free again.

/// <summary>Whose share a freeze order covers.</summary>
public enum FreezeScope
{
    /// <summary>Everything.</summary>
    Whole,

    /// <summary>What is payable to buyers.</summary>
    Buyer,

    /// <summary>What is payable to sellers; old loans may still be paid off.</summary>
    Seller,
}

/// <summary>A court's or the police's order.</summary>
/// <param name="OrderNo">The order's own number.</param>
/// <param name="Scope">Whose share.</param>
/// <param name="Subject">One co-owner only; null is the whole side.</param>
[EventName("escrow.deal-frozen.v1")]
public sealed record DealFrozen(string OrderNo, FreezeScope Scope, string? Subject);

/// <summary>The order was lifted.</summary>
[EventName("escrow.deal-unfrozen.v1")]
public sealed record DealUnfrozen(string OrderNo);

/// <summary>The parties are at odds, or one can no longer act (death, divorce, incapacity).</summary>
[EventName("escrow.dispute-opened.v1")]
public sealed record DisputeOpened(string Reason);

/// <summary>Settled, or a new authority was shown.</summary>
[EventName("escrow.dispute-resolved.v1")]
public sealed record DisputeResolved(string DocumentNo);

/// <summary>An encumbrance or a rejection stands in the way; to be cured by the day given, otherwise all is refunded.</summary>
[EventName("escrow.deal-suspended.v1")]
public sealed record DealSuspended(string Reason, DateOnly CureDue);

/// <summary>Cured.</summary>
[EventName("escrow.deal-resumed.v1")]
public sealed record DealResumed(string DocumentNo);

/// <summary>Something that should not happen did: nothing is paid to the parties until a person has looked.</summary>
/// <param name="IncidentId">Unique within the deal.</param>
/// <param name="Kind">A stable code.</param>
/// <param name="Detail">For the person; no personal data.</param>
[EventName("escrow.security-incident-raised.v1")]
public sealed record SecurityIncidentRaised(string IncidentId, string Kind, string Detail);

/// <summary>Looked at and settled.</summary>
[EventName("escrow.security-incident-resolved.v1")]
public sealed record SecurityIncidentResolved(string IncidentId, string DocumentNo);

/// <summary>Both parties instruct together how the money is split.</summary>
/// <param name="DocumentNo">Their paper.</param>
/// <param name="Lines">Add up to everything the deal holds.</param>
/// <param name="Superseded">Planned payments that it replaces.</param>
[EventName("escrow.joint-release-instruction.v1")]
public sealed record JointReleaseInstruction(string DocumentNo, ImmutableList<PlannedLine> Lines, ImmutableList<int> Superseded);

/// <summary>A court decided how the money is split.</summary>
/// <param name="CaseNo">The judgment's number.</param>
/// <param name="Lines">Add up to everything the deal holds.</param>
/// <param name="Superseded">Planned payments that it replaces.</param>
[EventName("escrow.court-judgment-applied.v1")]
public sealed record CourtJudgmentApplied(string CaseNo, ImmutableList<PlannedLine> Lines, ImmutableList<int> Superseded);
