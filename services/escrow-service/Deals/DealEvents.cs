using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Deals;

// From opening to the agreement, and how a deal ends. Facts only: who acted and when is the event's metadata.

/// <summary>A deal was opened for a mortgaged home. Down payment and new loans are exactly the price.</summary>
[EventName("escrow.deal-opened.v1")]
public sealed record DealOpened(
    Guid DealId, DealNo DealNo, RealEstateUnitCode UnitNo, Money Price, Money DownPayment, RegistrationMode Mode,
    ImmutableList<Buyer> Buyers, ImmutableList<Seller> Sellers, ImmutableList<OldLoan> OldLoans, ImmutableList<NewLoan> NewLoans,
    DateOnly OpenedOn, string? ContractFilingNo);

/// <summary>The title was looked up. No findings: only the old lenders' mortgages rest on the home.</summary>
/// <param name="Findings">What stands in the way, e.g. <c>seizure</c>, <c>residence-right</c>, <c>second-mortgage</c>.</param>
[EventName("escrow.title-screened.v1")]
public sealed record TitleScreened(ImmutableList<string> Findings);

/// <summary>A lender quoted a payoff; the latest counts as the estimate.</summary>
[EventName("escrow.payoff-quoted.v1")]
public sealed record PayoffQuoted(PayoffQuote Quote);

/// <summary>One signature on the three-party agreement (三方协议).</summary>
/// <param name="Signer">A buyer's or seller's subject, or <c>trustee</c>.</param>
/// <param name="EnvelopeId">The signing envelope, as evidence.</param>
[EventName("escrow.party-signed.v1")]
public sealed record PartySigned(string Signer, string? EnvelopeId);

/// <summary>All have signed. The escrow account may receive money.</summary>
[EventName("escrow.agreement-effective.v1")]
public sealed record AgreementEffective(DateOnly EffectiveOn, DateOnly DepositDue);

/// <summary>The deposit's term was extended, once.</summary>
[EventName("escrow.deposit-extended.v1")]
public sealed record DepositExtended(DateOnly DepositDue);

/// <summary>A lender gave its word.</summary>
[EventName("escrow.loan-approved.v1")]
public sealed record LoanApproved(LoanApproval Approval);

/// <summary>A lender refused. A new lender is to be found by the day given.</summary>
[EventName("escrow.loan-refused.v1")]
public sealed record LoanRefused(CnapsCode Lender, string Reason, DateOnly NewLenderDue);

/// <summary>A lender's word ran out before the transfer. It may renew it, or a new lender is to be found.</summary>
[EventName("escrow.loan-approval-expired.v1")]
public sealed record LoanApprovalExpired(CnapsCode Lender, DateOnly NewLenderDue);

/// <summary>Another lender takes a refused one's place, for the same amount.</summary>
[EventName("escrow.lender-replaced.v1")]
public sealed record LenderReplaced(CnapsCode Lender, NewLoan By);

/// <summary>Called off. What was received goes back to where it came from.</summary>
/// <param name="By">Who: a subject, <c>trustee</c> or <c>clock</c>.</param>
/// <param name="Reason">A stable code.</param>
[EventName("escrow.deal-cancelled.v1")]
public sealed record DealCancelled(string By, string Reason);

/// <summary>A term passed unused. What was received goes back to where it came from.</summary>
[EventName("escrow.lapsed.v1")]
public sealed record Lapsed(string Reason);

/// <summary>Taken back after a registration.</summary>
[EventName("escrow.deal-unwound.v1")]
public sealed record DealUnwound(string Reason);

/// <summary>Done: the seller has the remainder, the deal holds nothing.</summary>
[EventName("escrow.deal-closed.v1")]
public sealed record DealClosed(Money Received, Money PaidOff, Money PaidToSeller);

/// <summary>The end of a deal that did not close; the deal holds nothing.</summary>
/// <param name="Outcome">One of <c>lapsed</c>, <c>cancelled</c>, <c>unwound</c>.</param>
/// <param name="Reason">A stable code.</param>
/// <param name="Refunded">What went back to the payers.</param>
[EventName("escrow.deal-failed.v1")]
public sealed record DealFailed(string Outcome, string Reason, Money Refunded);
