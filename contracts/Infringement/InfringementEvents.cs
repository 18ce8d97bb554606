using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Infringement;

/// <summary>Reports against a firm were found to be abusive (恶意举报).</summary>
/// <param name="ReportId">The report.</param>
/// <param name="Uscc">The firm that was reported.</param>
/// <param name="At">When.</param>
[IntegrationEvent("infringement.abuse-of-reporting-flagged.v1", Publisher = "infringement-service")]
public sealed record AbuseOfReportingFlagged(Guid ReportId, UnifiedSocialCreditCode Uscc, DateTimeOffset At);
