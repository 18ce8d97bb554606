using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Refund;

/// <summary>A departure-tax-refund store was suspended.</summary>
/// <param name="StoreId">The store.</param>
/// <param name="Uscc">The firm behind it.</param>
/// <param name="Reason">Why.</param>
/// <param name="LegalBasis">The article it rests on, if there is one.</param>
/// <param name="At">When.</param>
[IntegrationEvent("refund.store-suspended.v1", Publisher = "refund-service")]
public sealed record StoreSuspended(Guid StoreId, UnifiedSocialCreditCode Uscc, string Reason, string? LegalBasis, DateTimeOffset At);
