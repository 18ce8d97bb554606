using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Park;

/// <summary>An activity in a park was approved.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Uscc">The firm that holds it.</param>
/// <param name="From">The first day of its preparation.</param>
/// <param name="To">Its last day.</param>
/// <param name="At">When.</param>
[IntegrationEvent("park.activity-approved.v1", Publisher = "park-service")]
public sealed record ActivityApproved(Guid ActivityId, UnifiedSocialCreditCode Uscc, DateOnly From, DateOnly To, DateTimeOffset At);
