using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pengcheng.Contracts.Registry;

namespace Pengcheng.Registry.Notices;

/// <summary>What the Real Estate Registration Centre (不动产登记中心) has done.</summary>
public enum NoticeKind
{
    /// <summary>Title passed to the buyer (转移登记).</summary>
    TransferRegistered,

    /// <summary>An old mortgage was cancelled (抵押权注销登记).</summary>
    MortgageCancelled,

    /// <summary>A new mortgage was created (抵押权首次登记).</summary>
    MortgageRegistered,

    /// <summary>An advance notice was registered (预告登记).</summary>
    AdvanceNoticeRegistered,

    /// <summary>The application was rejected (不予登记).</summary>
    RegistrationRejected,
}

/// <summary>A notice as the registry sends it. Members beyond these are the registry's later additions and are kept as evidence only.</summary>
/// <param name="NoticeId">The registry's id; the same in each delivery.</param>
/// <param name="Kind">What happened.</param>
/// <param name="UnitNo">The real-estate unit (不动产单元号).</param>
/// <param name="AcceptanceNo">The application (受理号).</param>
/// <param name="At">When it was entered in the register.</param>
/// <param name="CertificateNo">For a transfer: the new ownership certificate.</param>
/// <param name="MortgageProofNo">For mortgages: the registration proof.</param>
/// <param name="Mortgagee">For a new mortgage: the lender (CNAPS).</param>
/// <param name="Right">For an advance notice: which right.</param>
/// <param name="Reason">For a rejection: why.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record NoticeBody(
    string NoticeId, NoticeKind Kind, RealEstateUnitCode UnitNo, string AcceptanceNo, DateTimeOffset At,
    OwnershipCertificateNo? CertificateNo = null, MortgageProofNo? MortgageProofNo = null, CnapsCode? Mortgagee = null,
    AdvanceNoticeRight? Right = null, string? Reason = null)
{
    private static readonly string[] Required = ["noticeId", "kind", "unitNo", "acceptanceNo", "at"];

    /// <summary>Reads a body, or says which field breaks which rule.</summary>
    public static bool TryRead(byte[] json, string expectedId, [NotNullWhen(true)] out NoticeBody? body, [NotNullWhen(false)] out Refusal? refusal)
    {
        (body, refusal) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(json);
            refusal = NotAllThere(document.RootElement);
            if (refusal is not null) return false;
            var read = JsonSerializer.Deserialize<NoticeBody>(json, ContractJson.Events)!;
            if (read.Misfit(expectedId) is { } field)
            {
                refusal = Invalid(field, "missing, or not as this kind of notice needs it");
                return false;
            }

            body = read;
            return true;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The latter is how half a surrogate pair in a member's name shows itself.
            refusal = Invalid((malformed as JsonException)?.Path ?? "$", (malformed.InnerException as RefusedFormatException)?.Reason.English ?? "not the JSON that belongs here");
            return false;
        }
    }

    private static Refusal Invalid(string field, string reason) => RegistryErrors.BodyInvalid.With(("field", field), ("reason", reason));

    // The serializer would name the first of these only in prose.
    private static Refusal? NotAllThere(JsonElement root) =>
        root.ValueKind != JsonValueKind.Object ? Invalid("$", "not a JSON object")
        : Required.FirstOrDefault(name => !root.TryGetProperty(name, out _)) is { } absent ? Invalid($"$.{absent}", "missing")
        : null;

    private string? Misfit(string expectedId) => this switch
    {
        _ when NoticeId != expectedId => "$.noticeId",
        _ when !IsText(AcceptanceNo, 64) => "$.acceptanceNo",
        { Kind: NoticeKind.TransferRegistered, CertificateNo: null } => "$.certificateNo",
        { Kind: NoticeKind.MortgageCancelled or NoticeKind.MortgageRegistered, MortgageProofNo: null } => "$.mortgageProofNo",
        { Kind: NoticeKind.MortgageRegistered, Mortgagee: null } => "$.mortgagee",
        { Kind: NoticeKind.AdvanceNoticeRegistered, Right: null } => "$.right",
        { Kind: NoticeKind.RegistrationRejected, Reason: null } => "$.reason",
        { Reason: { } reason } when !IsText(reason, 2000) => "$.reason",
        _ => null,
    };

    // The store's JSON has no NUL, and nobody but an attacker writes the other control characters. Lines may break.
    private static bool IsText(string text, int longest) =>
        text.Length > 0 && text.Length <= longest && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
}
