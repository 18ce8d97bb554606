using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Payment;

/// <summary>A merchant's payments were flagged, e.g. by a surcharge on foreign cards.</summary>
/// <param name="MerchantId">The merchant.</param>
/// <param name="Uscc">The firm behind it.</param>
/// <param name="Reason">Why.</param>
/// <param name="LegalBasis">The article it rests on, if there is one.</param>
/// <param name="At">When.</param>
[IntegrationEvent("payment.merchant-flagged.v1", Publisher = "payment-service")]
public sealed record MerchantFlagged(Guid MerchantId, UnifiedSocialCreditCode Uscc, string Reason, string? LegalBasis, DateTimeOffset At);
