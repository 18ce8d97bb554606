using System.Text.Json.Serialization;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Registry;

// What all five have in common, and a consumer may rely on:
// - Published once the registry's notice is verified, stored as evidence and committed; MessageId = event id.
// - At least once, in any order, also against each other: a transfer may arrive after the cancellation it allowed.
// - UnitNo with AcceptanceNo says which registration is meant; NoticeId is the registry's own and is the same
//   however often, and by whichever door, the registry sends the notice.
// - No personal data: owners and mortgagors are not named.

/// <summary>The ownership of a unit has passed to the buyer (转移登记).</summary>
/// <param name="UnitNo">The unit, 28 characters.</param>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号) of the application.</param>
/// <param name="CertificateNo">The new ownership certificate.</param>
/// <param name="RegisteredAt">When it was entered in the register, by the registry's clock.</param>
/// <param name="NoticeId">The registry's id of its notice.</param>
[IntegrationEvent("registry.property-transfer-registered.v1", Publisher = "registry-service"), MustBeRouted]
public sealed record PropertyTransferRegistered(
    RealEstateUnitCode UnitNo, string AcceptanceNo, OwnershipCertificateNo CertificateNo, DateTimeOffset RegisteredAt, string NoticeId);

/// <summary>A mortgage on a unit is cancelled (抵押权注销登记): the lender's security is gone.</summary>
/// <param name="UnitNo">The unit, 28 characters.</param>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号) of the application.</param>
/// <param name="MortgageProofNo">The proof of the mortgage that is no more.</param>
/// <param name="RegisteredAt">When it was entered in the register, by the registry's clock.</param>
/// <param name="NoticeId">The registry's id of its notice.</param>
[IntegrationEvent("registry.mortgage-cancelled.v1", Publisher = "registry-service"), MustBeRouted]
public sealed record MortgageCancelled(
    RealEstateUnitCode UnitNo, string AcceptanceNo, MortgageProofNo MortgageProofNo, DateTimeOffset RegisteredAt, string NoticeId);

/// <summary>A mortgage on a unit is created (抵押权首次登记).</summary>
/// <param name="UnitNo">The unit, 28 characters.</param>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号) of the application.</param>
/// <param name="MortgageProofNo">The proof of the new mortgage.</param>
/// <param name="Mortgagee">The lender that holds it.</param>
/// <param name="RegisteredAt">When it was entered in the register, by the registry's clock.</param>
/// <param name="NoticeId">The registry's id of its notice.</param>
[IntegrationEvent("registry.mortgage-registered.v1", Publisher = "registry-service"), MustBeRouted]
public sealed record MortgageRegistered(
    RealEstateUnitCode UnitNo, string AcceptanceNo, MortgageProofNo MortgageProofNo, CnapsCode Mortgagee, DateTimeOffset RegisteredAt, string NoticeId);

/// <summary>A right that is yet to come is secured by an advance notice (预告登记).</summary>
/// <param name="UnitNo">The unit, 28 characters.</param>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号) of the application.</param>
/// <param name="Right">The right that it secures.</param>
/// <param name="RegisteredAt">When it was entered in the register, by the registry's clock.</param>
/// <param name="NoticeId">The registry's id of its notice.</param>
[IntegrationEvent("registry.advance-notice-registered.v1", Publisher = "registry-service"), MustBeRouted]
public sealed record AdvanceNoticeRegistered(
    RealEstateUnitCode UnitNo, string AcceptanceNo, AdvanceNoticeRight Right, DateTimeOffset RegisteredAt, string NoticeId);

/// <summary>The registry refused an application (不予登记). What it registered before under other acceptance numbers stands.</summary>
/// <param name="UnitNo">The unit, 28 characters.</param>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号) of the application.</param>
/// <param name="Reason">The registry's reason as it gave it; names no person.</param>
/// <param name="DecidedAt">When it decided, by the registry's clock.</param>
/// <param name="NoticeId">The registry's id of its notice.</param>
[IntegrationEvent("registry.registration-rejected.v1", Publisher = "registry-service"), MustBeRouted]
public sealed record RegistrationRejected(
    RealEstateUnitCode UnitNo, string AcceptanceNo, string Reason, DateTimeOffset DecidedAt, string NoticeId);

/// <summary>What an advance notice secures; on the wire <c>transfer</c> or <c>mortgage</c>.</summary>
[JsonConverter(typeof(KebabEnumConverter<AdvanceNoticeRight>))]
public enum AdvanceNoticeRight
{
    /// <summary>The transfer of ownership (转移预告登记).</summary>
    Transfer,

    /// <summary>The creation of a mortgage (抵押预告登记).</summary>
    Mortgage,
}
