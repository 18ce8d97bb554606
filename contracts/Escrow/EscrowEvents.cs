using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Escrow;

// What all six have in common, and a consumer may rely on:
// - Published once the deal's own event is committed; MessageId = event id; at least once, in any order.
// - DealId identifies the deal, DealNo is its printed number; At is the platform's clock at the commit.
// - Each happens at most once in a deal's life; DealClosed and DealFailed exclude each other and are the last.
// - No personal data: parties, accounts and the home are not named.

/// <summary>Buyer, seller and trustee have signed the three-party agreement (三方协议); the escrow account may receive money.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="DealNo">Its printed number.</param>
/// <param name="Price">The price of the home.</param>
/// <param name="At">When.</param>
[IntegrationEvent("escrow.agreement-effective.v1", Publisher = "escrow-service")]
public sealed record AgreementEffective(Guid DealId, DealNo DealNo, Money Price, DateTimeOffset At);

/// <summary>The whole down payment (首付款) is held in escrow.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="DealNo">Its printed number.</param>
/// <param name="Deposit">What is held for it.</param>
/// <param name="At">When the last part was booked.</param>
[IntegrationEvent("escrow.deposit-complete.v1", Publisher = "escrow-service")]
public sealed record DepositComplete(Guid DealId, DealNo DealNo, Money Deposit, DateTimeOffset At);

/// <summary>
/// The home is the buyer's: transfer, cancellation of every old mortgage and every new mortgage are registered. In the
/// simultaneous mode the lenders disburse after it; in the other modes they may have before.
/// </summary>
/// <param name="DealId">The deal.</param>
/// <param name="DealNo">Its printed number.</param>
/// <param name="At">When the last notice was applied.</param>
[IntegrationEvent("escrow.registration-completed.v1", Publisher = "escrow-service")]
public sealed record EscrowRegistrationCompleted(Guid DealId, DealNo DealNo, DateTimeOffset At);

/// <summary>Every old loan on the home is paid off and confirmed by its lender; the remainder goes to the seller next.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="DealNo">Its printed number.</param>
/// <param name="PaidOff">The sum of all payoffs.</param>
/// <param name="At">When the last one was confirmed.</param>
[IntegrationEvent("escrow.old-loans-settled.v1", Publisher = "escrow-service")]
public sealed record OldLoansSettled(Guid DealId, DealNo DealNo, Money PaidOff, DateTimeOffset At);

/// <summary>
/// The deal is done: the seller has the remainder and the deal holds nothing.
/// <paramref name="Received"/> = <paramref name="PaidOff"/> + <paramref name="PaidToSeller"/>, to the fen;
/// money that was sent back to its payer (another's payment, an excess) is in neither.
/// </summary>
/// <param name="DealId">The deal.</param>
/// <param name="DealNo">Its printed number.</param>
/// <param name="Received">What the deal received and kept: deposit, loans, the seller's top-up.</param>
/// <param name="PaidOff">What the old lenders got.</param>
/// <param name="PaidToSeller">What the seller got.</param>
/// <param name="At">When the last payment was confirmed.</param>
[IntegrationEvent("escrow.deal-closed.v1", Publisher = "escrow-service")]
public sealed record DealClosed(Guid DealId, DealNo DealNo, Money Received, Money PaidOff, Money PaidToSeller, DateTimeOffset At);

/// <summary>The deal ended without being cleared, and holds nothing: what it received went back to where it came from, or where a judgment or the parties' joint instruction sent it.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="DealNo">Its printed number.</param>
/// <param name="Outcome"><c>lapsed</c>, <c>cancelled</c> or <c>unwound</c>.</param>
/// <param name="Reason">A stable code, e.g. <c>deposit-late</c>; new codes may be added.</param>
/// <param name="Refunded">What was returned to the payers; may be CNY 0.00.</param>
/// <param name="At">When.</param>
[IntegrationEvent("escrow.deal-failed.v1", Publisher = "escrow-service")]
public sealed record DealFailed(Guid DealId, DealNo DealNo, string Outcome, string Reason, Money Refunded, DateTimeOffset At);

/// <summary>How a deal ended that did not close.</summary>
public static class DealOutcome
{
    /// <summary>A deadline passed.</summary>
    public const string Lapsed = "lapsed";

    /// <summary>A party, a lender or the trustee called it off before the transfer.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Taken back after a registration, by joint release or judgment.</summary>
    public const string Unwound = "unwound";
}
