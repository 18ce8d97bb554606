using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Deals;

// Money out. A line is planned once, then instructed under one reference after another until it settles, once.
// The dossier's PayoffInstructed is a PaymentInstructed whose line's purpose is a payoff.

/// <summary>Why a line is paid.</summary>
public enum LinePurpose
{
    /// <summary>An old loan.</summary>
    Payoff,

    /// <summary>A seller's part of what is left.</summary>
    SellerRemainder,

    /// <summary>What an old lender sent back, to a seller.</summary>
    OverpaymentCredit,

    /// <summary>Back to the payer, since the deal ended.</summary>
    Refund,

    /// <summary>Back to the payer, since it was too much, too early or too late.</summary>
    ExcessReturn,

    /// <summary>Back to a stranger.</summary>
    QuarantineReturn,

    /// <summary>As the parties' joint instruction or a judgment says.</summary>
    Release,
}

/// <summary>A payment to be made.</summary>
/// <param name="Line">Its number within the deal, from 1.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Payee">Whom.</param>
/// <param name="Amount">How much; above zero.</param>
/// <param name="LoanNo">The old loan of a payoff.</param>
/// <param name="Subject">The party of a seller's or released line.</param>
/// <param name="Origin">The bank reference of the credit that a refund or return sends back.</param>
public sealed record PlannedLine(int Line, LinePurpose Purpose, BankAccount Payee, Money Amount, string? LoanNo = null, string? Subject = null, string? Origin = null);

/// <summary>On the value date the lender quoted afresh.</summary>
[EventName("escrow.payoff-requoted.v1")]
public sealed record PayoffRequoted(PayoffQuote Quote);

/// <summary>A payoff is made on another day than it was planned for, for what it costs then; the sellers' lines give or take the difference.</summary>
/// <param name="Line">The payoff.</param>
/// <param name="Changes">Lines with another amount; a seller's line that comes to zero is no longer due.</param>
/// <param name="Added">Lines of sellers who had none.</param>
[EventName("escrow.payoff-replanned.v1")]
public sealed record PayoffReplanned(int Line, ImmutableList<AmountChange> Changes, ImmutableList<PlannedLine> Added);

/// <summary>A planned line's amount before and after.</summary>
public sealed record AmountChange(int Line, Money From, Money To);

/// <summary>The payoffs cost more than was foreseen or than there is. Clearing waits for the seller.</summary>
/// <param name="Quoted">What the old lenders ask today.</param>
/// <param name="Foreseen">The most that was foreseen for today, buffer included.</param>
/// <param name="Missing">What the seller must pay in; zero if the seller need only confirm.</param>
/// <param name="Quotes">Today's quotes, which a confirmation accepts.</param>
[EventName("escrow.payoff-shortfall.v1")]
public sealed record PayoffShortfall(Money Quoted, Money Foreseen, Money Missing, ImmutableList<PayoffQuote> Quotes);

/// <summary>The seller accepts the higher payoff.</summary>
[EventName("escrow.payoff-confirmed.v1")]
public sealed record PayoffConfirmed(string Subject, Money Quoted);

/// <summary>Who gets what: the lines add up to everything the deal holds.</summary>
[EventName("escrow.clearing-plan-fixed.v1")]
public sealed record ClearingPlanFixed(DateOnly ValueDate, ImmutableList<PlannedLine> Lines);

/// <summary>Clearing waits.</summary>
/// <param name="Reason">A stable code, e.g. <c>frozen</c>, <c>reconciliation</c>, <c>after-cut-off</c>.</param>
/// <param name="RetryAt">When it is tried again by itself; otherwise when the reason is gone.</param>
[EventName("escrow.clearing-held.v1")]
public sealed record ClearingHeld(string Reason, DateTimeOffset? RetryAt);

/// <summary>An instruction went into the books. From these fields its signed text can be made again, see <c>InstructionText</c>.</summary>
[EventName("escrow.payment-instructed.v1")]
public sealed record PaymentInstructed(
    int Line, int AttemptGroup, string Reference, AccountNumber DebtorAccount, BankAccount Creditor, Money Amount,
    string Purpose, string RemittanceInfo, DateOnly InstructedOn);

/// <summary>The instruction went out under this signature, as evidence; once for each day on which it was sent.</summary>
/// <param name="SentOn">The day: "not found" is believed on a later working day only.</param>
[EventName("escrow.instruction-signed.v1")]
public sealed record InstructionSigned(int Line, string Reference, string KeyId, string Signature, DateOnly SentOn);

/// <summary>The bank has the instruction and has not yet carried it out.</summary>
[EventName("escrow.payment-accepted.v1")]
public sealed record PaymentAccepted(int Line, string Reference, DateOnly On);

/// <summary>The bank paid.</summary>
/// <param name="Amount">What left the account.</param>
/// <param name="WasInTransit">False for a reference that had been given up: the bank found and paid it after all.</param>
/// <param name="Difference">What it is more than the line, or less, if the bank paid another amount: a claim between bank and account, not the deal's.</param>
[EventName("escrow.payment-settled.v1")]
public sealed record PaymentSettled(int Line, string Reference, string BankReference, Money Amount, bool WasInTransit, Money? Difference = null);

/// <summary>The bank paid a line under a second reference although it had been settled: a claim against the bank.</summary>
[EventName("escrow.payment-settled-twice.v1")]
public sealed record PaymentSettledTwice(int Line, string Reference, string BankReference, Money Amount);

/// <summary>The bank refused for good; nothing moved under this reference.</summary>
[EventName("escrow.payment-refused.v1")]
public sealed record PaymentRefused(int Line, string Reference, string Code, string Reason);

/// <summary>No answer came. The bank is asked by this reference; nothing is sent again.</summary>
[EventName("escrow.payment-unknown.v1")]
public sealed record PaymentUnknown(int Line, string Reference, DateOnly On);

/// <summary>The bank does not know the reference.</summary>
/// <param name="Final">Whether said on a later working day than that on which it was last sent: only then is it believed.</param>
[EventName("escrow.payment-not-found.v1")]
public sealed record PaymentNotFound(int Line, string Reference, bool Final, DateOnly On);

/// <summary>A settled payment came back into the escrow account.</summary>
/// <param name="Amount">What came back.</param>
/// <param name="Difference">What it is more than the line, or less, if the bank sent another amount back; see <see cref="PaymentSettled"/>.</param>
[EventName("escrow.payment-returned.v1")]
public sealed record PaymentReturned(int Line, string Reference, string BankReference, string Code, Money Amount, Money? Difference = null);

/// <summary>One of two payments of a line came back. The line stays as it is; the claim against the bank is so much less.</summary>
[EventName("escrow.double-payment-returned.v1")]
public sealed record DoublePaymentReturned(int Line, string Reference, string BankReference, Money Amount);

/// <summary>The bank took back the credit by which a payment had come back: it is paid after all, or, where the line is, a second time.</summary>
/// <param name="BankReference">The credit's own reference.</param>
/// <param name="ReversalReference">By what the bank's taking-back is known in the ledger.</param>
/// <param name="WasInTransit">Whether the line was under way under a later reference.</param>
/// <param name="IsClaim">Whether the line is paid or dropped already: a claim against the bank.</param>
/// <param name="Difference">What it is more than the line, or less; see <see cref="PaymentSettled"/>.</param>
[EventName("escrow.return-reversed.v1")]
public sealed record ReturnReversed(
    int Line, string Reference, string BankReference, string ReversalReference, string AdviceId, Money Amount, string Reason,
    bool WasInTransit, bool IsClaim, Money? Difference);

/// <summary>A planned payment waits.</summary>
[EventName("escrow.payment-held.v1")]
public sealed record PaymentHeld(int Line, string Reason, DateTimeOffset? RetryAt);

/// <summary>The bank has not confirmed a payment in time; a person asks.</summary>
[EventName("escrow.payment-overdue.v1")]
public sealed record PaymentOverdue(int Line, string Reference);

/// <summary>A person has a refused or returned payment tried again.</summary>
[EventName("escrow.payment-retry-requested.v1")]
public sealed record PaymentRetryRequested(int Line);

/// <summary>An old loan is paid off.</summary>
[EventName("escrow.payoff-settled.v1")]
public sealed record PayoffSettled(int Line, string LoanNo, Money Amount, string BankReference);

/// <summary>A payoff failed; it is tried again, the others stand.</summary>
[EventName("escrow.payoff-failed.v1")]
public sealed record PayoffFailed(int Line, string LoanNo, string Code);

/// <summary>Every old loan is paid off.</summary>
[EventName("escrow.old-loans-settled.v1")]
public sealed record OldLoansSettled(Money PaidOff);

/// <summary>A seller's account did not take the money; a new account is needed.</summary>
[EventName("escrow.seller-payment-failed.v1")]
public sealed record SellerPaymentFailed(int Line, string Subject, string Code);

/// <summary>A seller named another account of the same owner; the bank confirmed the name.</summary>
[EventName("escrow.seller-account-replaced.v1")]
public sealed record SellerAccountReplaced(string Subject, BankAccount Account);

/// <summary>The sellers have what was left.</summary>
[EventName("escrow.seller-remainder-paid.v1")]
public sealed record SellerRemainderPaid(Money Amount);

/// <summary>What was received goes back to where it came from, in full.</summary>
[EventName("escrow.refund-instructed.v1")]
public sealed record RefundInstructed(ImmutableList<PlannedLine> Lines);

/// <summary>All refunds are with their payers.</summary>
[EventName("escrow.refund-settled.v1")]
public sealed record RefundSettled(Money Amount);

/// <summary>A person proposes another payee for a payment that cannot be made.</summary>
[EventName("escrow.manual-payment-proposed.v1")]
public sealed record ManualPaymentProposed(string ProposalId, int Line, BankAccount Payee, string Reason, string Maker);

/// <summary>A second person approved it.</summary>
[EventName("escrow.manual-payment-approved.v1")]
public sealed record ManualPaymentApproved(string ProposalId, int Line, BankAccount Payee, string Checker);

/// <summary>A second person rejected it.</summary>
[EventName("escrow.manual-payment-rejected.v1")]
public sealed record ManualPaymentRejected(string ProposalId, string Checker, string Reason);
