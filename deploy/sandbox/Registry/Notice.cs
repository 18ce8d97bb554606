using System.Text.Json.Serialization;

namespace Pengcheng.Sandbox.Registry;

/// <summary>What the registration centre tells the platform (登记结果通知).</summary>
public sealed record Notice(string NoticeId, string Kind, string UnitNo, string AcceptanceNo, DateTimeOffset At)
{
    /// <summary>The ownership certificate (不动产权证号), of a transfer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CertificateNo { get; init; }

    /// <summary>The mortgage proof (不动产登记证明号), of a mortgage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MortgageProofNo { get; init; }

    /// <summary>The lender's bank code, of a mortgage.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Mortgagee { get; init; }

    /// <summary>Of an advance notice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Right { get; init; }

    /// <summary>Of a rejection.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    /// <summary>The path of the HTTP door; the kind is the routing key of the other.</summary>
    public const string Path = "registry/v1/notices";
}

/// <summary>A notice to push, with the ways in which it may depart from the ordinary.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="UnitNo">The real-estate unit.</param>
/// <param name="AcceptanceNo">The case.</param>
/// <param name="NoticeId">Its id; a new one if not given. An id used before, with other content, is a forged replay.</param>
/// <param name="CertificateNo">The ownership certificate (不动产权证号).</param>
/// <param name="MortgageProofNo">The mortgage proof (不动产登记证明号).</param>
/// <param name="Mortgagee">The lender's bank code.</param>
/// <param name="Right"><c>transfer</c> or <c>mortgage</c>, for an advance notice.</param>
/// <param name="Reason">Why registration was rejected.</param>
/// <param name="At">When it happened; now if not given.</param>
/// <param name="Channel"><c>http</c> or <c>amqp</c>.</param>
/// <param name="Copies">It is pushed so many times.</param>
/// <param name="KeyId">Signed with this key; the current one if not given.</param>
/// <param name="Timestamp">The time of signing that it claims (Unix seconds).</param>
/// <param name="BadSignature">With a signature that does not verify.</param>
public sealed record PushNotice(
    string Kind, string UnitNo, string AcceptanceNo, string? NoticeId = null, string? CertificateNo = null, string? MortgageProofNo = null,
    string? Mortgagee = null, string? Right = null, string? Reason = null, DateTimeOffset? At = null,
    string Channel = "http", int Copies = 1, string? KeyId = null, long? Timestamp = null, bool BadSignature = false);

/// <summary>
/// Registration is done: push its notices. <paramref name="Order"/> is made of <c>transfer</c>, <c>cancellation</c> (all of them, or
/// <c>cancellation:{proofNo}</c>) and <c>mortgage</c> (all, or <c>mortgage:{bank}</c>); that order if not given.
/// </summary>
public sealed record CompleteApplication(IReadOnlyList<string>? Order = null, int Duplicates = 1, string Channel = "http");

/// <summary>Registration is rejected.</summary>
public sealed record RejectApplication(string Reason, string Channel = "http");
