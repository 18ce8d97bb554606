using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Signature;

/// <summary>A firm has signed and completed its deregistration (注销).</summary>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="EnvelopeId">The signed file.</param>
/// <param name="At">When.</param>
[IntegrationEvent("signature.deregistration-completed.v1", Publisher = "signature-service")]
public sealed record DeregistrationCompleted(UnifiedSocialCreditCode Uscc, Guid EnvelopeId, DateTimeOffset At);
