using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Pengcheng.Chassis.Errors;
using Pengcheng.Contracts;
using Pengcheng.Contracts.Identifiers;
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
public sealed record NoticeBody(
    string NoticeId, NoticeKind Kind, RealEstateUnitCode UnitNo, string AcceptanceNo, DateTimeOffset At,
    OwnershipCertificateNo? CertificateNo = null, MortgageProofNo? MortgageProofNo = null, CnapsCode? Mortgagee = null,
    AdvanceNoticeRight? Right = null, string? Reason = null)
{
    /// <summary>Reads a body, or says which field breaks which rule.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, string expectedId, [NotNullWhen(true)] out NoticeBody? body, [NotNullWhen(false)] out Refusal? refusal)
    {
        body = null;
        try
        {
            body = JsonSerializer.Deserialize<NoticeBody>(json, ContractJson.Events);
        }
        catch (JsonException malformed)
        {
            refusal = RegistryErrors.BodyInvalid.With(
                ("field", malformed.Path ?? "$"), ("reason", (malformed.InnerException as RefusedFormatException)?.Reason.English ?? malformed.Message.Split(" Path: ")[0]));
            return false;
        }

        var missing = body is null ? "$" : body.Missing(expectedId);
        refusal = missing is null ? null : RegistryErrors.BodyInvalid.With(("field", missing), ("reason", "missing, or not as this kind of notice needs it"));
        return refusal is null && body is not null;
    }

    private string? Missing(string expectedId) => this switch
    {
        _ when NoticeId != expectedId => "$.noticeId",
        { AcceptanceNo.Length: 0 or > 64 } => "$.acceptanceNo",
        { Kind: NoticeKind.TransferRegistered, CertificateNo: null } => "$.certificateNo",
        { Kind: NoticeKind.MortgageCancelled or NoticeKind.MortgageRegistered, MortgageProofNo: null } => "$.mortgageProofNo",
        { Kind: NoticeKind.MortgageRegistered, Mortgagee: null } => "$.mortgagee",
        { Kind: NoticeKind.AdvanceNoticeRegistered, Right: null } => "$.right",
        { Kind: NoticeKind.RegistrationRejected, Reason: null or { Length: 0 or > 2000 } } => "$.reason",
        _ => null,
    };
}
