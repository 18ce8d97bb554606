using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Deals;

// Money in. One credit of the bank may be told in two of these (a part that counts, a part that goes back);
// their amounts add up to the credit, and both carry the bank's reference.

/// <summary>Money of a buyer towards the down payment (首付款).</summary>
[EventName("escrow.down-payment-received.v1")]
public sealed record DownPaymentReceived(string BankReference, Money Amount, BankAccount Payer);

/// <summary>The down payment is complete.</summary>
[EventName("escrow.deposit-complete.v1")]
public sealed record DepositComplete(Money Deposit, DateOnly RegistrationDue);

/// <summary>Money of a buyer in place of a lender that did not disburse.</summary>
[EventName("escrow.self-funding-received.v1")]
public sealed record SelfFundingReceived(string BankReference, Money Amount, BankAccount Payer);

/// <summary>Money of a seller to cover the old loans.</summary>
[EventName("escrow.seller-top-up-received.v1")]
public sealed record SellerTopUpReceived(string BankReference, Money Amount, BankAccount Payer);

/// <summary>A lender's money came before it counts: kept apart until the registration allows it.</summary>
[EventName("escrow.disbursement-held.v1")]
public sealed record DisbursementHeld(CnapsCode Lender, string BankReference, Money Amount, BankAccount Payer);

/// <summary>A lender's money counts towards the price.</summary>
/// <param name="WasHeld">Whether it had come earlier, see <see cref="DisbursementHeld"/>.</param>
[EventName("escrow.loan-disbursed.v1")]
public sealed record LoanDisbursed(CnapsCode Lender, string BankReference, Money Amount, BankAccount Payer, bool WasHeld);

/// <summary>Everything that makes up the price is here.</summary>
[EventName("escrow.funding-complete.v1")]
public sealed record FundingComplete(Money Total);

/// <summary>An old lender sent back what it was paid too much; it belongs to the seller.</summary>
[EventName("escrow.overpayment-returned.v1")]
public sealed record OverpaymentReturned(string LoanNo, string BankReference, Money Amount, BankAccount Payer, ImmutableList<PlannedLine> Lines);

/// <summary>Money that is too much, too early or too late; it goes back whence it came.</summary>
[EventName("escrow.excess-received.v1")]
public sealed record ExcessReceived(string BankReference, Money Amount, BankAccount Payer, string Reason, PlannedLine Return);

/// <summary>Money of somebody who has no part in the deal. It touches nothing and goes back.</summary>
[EventName("escrow.deposit-quarantined.v1")]
public sealed record DepositQuarantined(string BankReference, Money Amount, BankAccount Payer, string Reason);

/// <summary>The return of quarantined money is planned.</summary>
[EventName("escrow.quarantine-return-instructed.v1")]
public sealed record QuarantineReturnInstructed(string BankReference, PlannedLine Return);

/// <summary>Quarantined money is back with its payer.</summary>
[EventName("escrow.quarantine-return-settled.v1")]
public sealed record QuarantineReturnSettled(string BankReference, Money Amount);

/// <summary>The bank took an incoming credit back.</summary>
/// <param name="BankReference">The credit's own reference.</param>
/// <param name="ReversalReference">By what the bank's taking-back is known in the ledger.</param>
/// <param name="Amount">What it took: the sum of the next two.</param>
/// <param name="Parts">From which of the deal's accounts, see <c>Ledger</c>.</param>
/// <param name="Claim">What the deal no longer had: a claim against the bank.</param>
/// <param name="Superseded">Returns that are no longer due.</param>
/// <param name="AdviceId">The bank's id of the advice: what is taken back in parts has one for each.</param>
[EventName("escrow.deposit-reversed.v1")]
public sealed record DepositReversed(
    string BankReference, string ReversalReference, Money Amount, ImmutableList<ReversedPart> Parts, Money Claim, string Reason,
    ImmutableList<int> Superseded, string? AdviceId = null);

/// <summary>The account bank made good what it had paid twice or too much, or taken back beyond what the deal had.</summary>
[EventName("escrow.claim-settled.v1")]
public sealed record ClaimSettled(string BankReference, Money Amount, BankAccount Payer);

/// <summary>A part of a reversal.</summary>
/// <param name="Kind">What the money had been taken for.</param>
/// <param name="Amount">How much of it is taken back.</param>
public sealed record ReversedPart(ReceiptKind Kind, Money Amount);

/// <summary>What money in was taken for.</summary>
public enum ReceiptKind
{
    /// <summary>Towards the down payment.</summary>
    DownPayment,

    /// <summary>A buyer's money in a lender's place.</summary>
    SelfFunding,

    /// <summary>A seller's money to cover the old loans.</summary>
    TopUp,

    /// <summary>A lender's money that does not count yet.</summary>
    HeldDisbursement,

    /// <summary>A lender's money.</summary>
    Disbursement,

    /// <summary>Too much, too early or too late.</summary>
    Excess,

    /// <summary>Of a stranger.</summary>
    Quarantine,

    /// <summary>Sent back by an old lender.</summary>
    Overpayment,
}
