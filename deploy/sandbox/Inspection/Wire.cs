using System.Text.Json.Serialization;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Inspection;

/// <summary>An enterprise to enter in the registry, or what has changed of one. <paramref name="Uscc"/> is its unified social credit code (统一社会信用代码).</summary>
public sealed record RegisterEnterprise(string Uscc, string Name, string District, string Street, string Block, double Latitude, double Longitude);

/// <summary>Why an enterprise or a certificate goes.</summary>
public sealed record Because(string Reason);

/// <summary>An enterprise in the registry.</summary>
/// <param name="Uscc">Its credit code.</param>
/// <param name="Profile">What the platform was told of it.</param>
/// <param name="Status"><c>open</c> or <c>deregistered</c>.</param>
public sealed record Enterprise(string Uscc, FirmProfile Profile, string Status);

/// <summary>What the registry tells the platform of an enterprise.</summary>
public sealed record FirmProfile(string Name, string District, string Street, string Block, GeoPoint Place);

/// <summary>An officer's certificate (行政执法证) to issue or to renew.</summary>
public sealed record CertifyOfficer(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil);

/// <summary>A certificate in the officers' system, <c>valid</c> or <c>suspended</c>.</summary>
public sealed record OfficerCertificate(string CertificateNo, CertificateTerm Term, string Status);

/// <summary>What the officers' system tells the platform of a certificate.</summary>
public sealed record CertificateTerm(string Body, DateOnly ValidFrom, DateOnly ValidUntil);

/// <summary>One item that was inspected, with the article that allows it.</summary>
public sealed record OfflineItem(string Code, string LegalBasis);

/// <summary>What an officer's device wrote down while it had no network (离线记录). Without a visit it says itself what the entry was for.</summary>
public record OfflineEntry(string Uscc, string RecordNo, IReadOnlyList<string> Officers, DateTimeOffset EnteredAt, DateTimeOffset EndedAt, string Reason)
{
    /// <summary>The visit that was announced, if any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? VisitId { get; init; }

    /// <summary>Enforcement, patrol or service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Kind { get; init; }

    /// <summary>Why they came.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cause { get; init; }

    /// <summary>What they came for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OfflineItem>? Items { get; init; }
}

/// <summary>The same, and whose device it was.</summary>
public sealed record OfflineRecord(string Uscc, string RecordNo, IReadOnlyList<string> Officers, DateTimeOffset EnteredAt, DateTimeOffset EndedAt, string Reason, string Body)
    : OfflineEntry(Uscc, RecordNo, Officers, EnteredAt, EndedAt, Reason);

/// <summary>Records to upload, each as an officer of its body.</summary>
public sealed record UploadBacklog(IReadOnlyList<OfflineRecord> Records);
