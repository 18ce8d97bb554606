using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Enterprise;

/// <summary>A firm was registered (商事登记).</summary>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Name">As on its licence.</param>
/// <param name="District">GB/T 2260, six digits.</param>
/// <param name="Street">Its street office's code.</param>
/// <param name="Block">Its cell in the street's grid (网格).</param>
/// <param name="Latitude">Of its premises, WGS 84, in millionths of a degree.</param>
/// <param name="Longitude">Of its premises, WGS 84, in millionths of a degree.</param>
/// <param name="At">When.</param>
[IntegrationEvent("enterprise.enterprise-registered.v1", Publisher = "enterprise-service")]
public sealed record EnterpriseRegistered(
    UnifiedSocialCreditCode Uscc, string Name, string District, string Street, string Block, int Latitude, int Longitude, DateTimeOffset At);

/// <summary>A registered firm has another name or place (变更登记).</summary>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Name">As on its licence.</param>
/// <param name="District">GB/T 2260, six digits.</param>
/// <param name="Street">Its street office's code.</param>
/// <param name="Block">Its cell in the street's grid (网格).</param>
/// <param name="Latitude">Of its premises, WGS 84, in millionths of a degree.</param>
/// <param name="Longitude">Of its premises, WGS 84, in millionths of a degree.</param>
/// <param name="At">When; of two, the later one holds, in whichever order they arrive.</param>
[IntegrationEvent("enterprise.profile-updated.v1", Publisher = "enterprise-service")]
public sealed record ProfileUpdated(
    UnifiedSocialCreditCode Uscc, string Name, string District, string Street, string Block, int Latitude, int Longitude, DateTimeOffset At);

/// <summary>A firm's appeal was classified: the service of its topic takes it up (企业诉求).</summary>
/// <param name="AppealId">The appeal.</param>
/// <param name="Uscc">The firm, by its unified social credit code.</param>
/// <param name="Topic">E.g. <c>inspection</c>, <c>overseas</c>, <c>online-infringement</c>.</param>
/// <param name="Kind">What of the topic, in the words of its service; e.g. <c>not-scanned</c> for inspections.</param>
/// <param name="Body">Which body it is about, for inspections.</param>
/// <param name="Text">The firm's words.</param>
/// <param name="At">When.</param>
[IntegrationEvent("enterprise.appeal-classified.v1", Publisher = "enterprise-service")]
public sealed record AppealClassified(Guid AppealId, UnifiedSocialCreditCode Uscc, string Topic, string? Kind, string? Body, string Text, DateTimeOffset At);
