namespace Pengcheng.Escrow.Deals;

// What the registry did, and what became of its notices.

/// <summary>The parties applied at the registry.</summary>
/// <param name="AcceptanceNo">The registry's acceptance number (受理号).</param>
/// <param name="DecisionDue">When its decision is expected.</param>
[EventName("escrow.registration-submitted.v1")]
public sealed record RegistrationSubmitted(string AcceptanceNo, DateOnly DecisionDue);

/// <summary>The home is the buyer's.</summary>
[EventName("escrow.transfer-registered.v1")]
public sealed record TransferRegistered(string NoticeId, string AcceptanceNo, OwnershipCertificateNo CertificateNo);

/// <summary>An old mortgage is no more.</summary>
[EventName("escrow.old-mortgage-cancelled.v1")]
public sealed record OldMortgageCancelled(string NoticeId, string AcceptanceNo, MortgageProofNo MortgageProofNo);

/// <summary>A new lender has its mortgage.</summary>
[EventName("escrow.new-mortgage-registered.v1")]
public sealed record NewMortgageRegistered(string NoticeId, string AcceptanceNo, CnapsCode Lender, MortgageProofNo MortgageProofNo);

/// <summary>An advance notice (预告登记) of the transfer or of the mortgage is registered.</summary>
/// <param name="Right"><c>transfer</c> or <c>mortgage</c>.</param>
[EventName("escrow.advance-notice-registered.v1")]
public sealed record AdvanceNoticeRegistered(string NoticeId, string AcceptanceNo, string Right);

/// <summary>Transfer, every cancellation and every new mortgage are registered.</summary>
[EventName("escrow.registration-completed.v1")]
public sealed record RegistrationCompleted;

/// <summary>The registry refused the application.</summary>
[EventName("escrow.registration-rejected.v1")]
public sealed record RegistrationRejected(string NoticeId, string AcceptanceNo, string Reason);

/// <summary>Notices contradict each other. No money moves until a person has cleared it up.</summary>
[EventName("escrow.registration-inconsistent.v1")]
public sealed record RegistrationInconsistent(string NoticeId, string Reason);

/// <summary>A person cleared the contradiction up: the registration stands.</summary>
[EventName("escrow.registration-confirmed.v1")]
public sealed record RegistrationConfirmed(string DocumentNo);

/// <summary>A correction registration took the transfer back; the old mortgages stand again.</summary>
[EventName("escrow.registration-reverted.v1")]
public sealed record RegistrationReverted(string DocumentNo);

/// <summary>A notice that changes nothing, recorded once.</summary>
[EventName("escrow.callback-ignored.v1")]
public sealed record CallbackIgnored(string NoticeId, string Reason);

/// <summary>The registry has not decided all parts in time; a person asks.</summary>
[EventName("escrow.registration-decision-overdue.v1")]
public sealed record RegistrationDecisionOverdue(ImmutableList<string> Missing);

/// <summary>A lender was reminded to disburse.</summary>
[EventName("escrow.disbursement-reminder-sent.v1")]
public sealed record DisbursementReminderSent(ImmutableList<CnapsCode> Lenders);

/// <summary>A lender was reported to the regulator; the buyer may pay instead.</summary>
[EventName("escrow.disbursement-escalated.v1")]
public sealed record DisbursementEscalated(ImmutableList<CnapsCode> Lenders);

/// <summary>An old lender whose mortgage is gone allows money to go back to the buyer side.</summary>
[EventName("escrow.lender-released.v1")]
public sealed record LenderReleased(CnapsCode Lender, string DocumentNo);
