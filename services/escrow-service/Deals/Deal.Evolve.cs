using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Parties;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Deals;

public sealed partial record Deal
{
    /// <inheritdoc/>
    public static Deal Evolve(Deal? state, object @event) =>
        @event is DealOpened opened ? From(opened)
        : (state ?? throw new UnknownEventException(typeof(Deal), @event)).Then(@event).Claiming(@event);

    private static Deal From(DealOpened e) => new()
    {
        DealId = e.DealId,
        DealNo = e.DealNo,
        UnitNo = e.UnitNo,
        Price = e.Price,
        DownPayment = e.DownPayment,
        Mode = e.Mode,
        Buyers = e.Buyers,
        Sellers = e.Sellers,
        OpenedOn = e.OpenedOn,
        ContractFilingNo = e.ContractFilingNo,
        Lending = Lending.From(e.OldLoans, e.NewLoans),
        Registration = new Registration
        {
            OldMortgages = [.. e.OldLoans.Select(l => l.MortgageProofNo.ToString())],
            NewLenders = [.. e.NewLoans.Select(l => l.Lender.ToString())],
        },
    };

    private Deal Then(object @event) => @event switch
    {
        // Agreement and lenders
        TitleScreened e => this with { TitleIsClean = e.Findings.IsEmpty },
        PartySigned e => this with { Signers = Signers.Add(e.Signer) },
        AgreementEffective e => this with { IsEffective = true, Funds = Funds with { DepositDue = e.DepositDue } },
        DepositExtended e => this with { Funds = Funds with { DepositDue = e.DepositDue, DepositExtended = true } },
        PayoffQuoted e => this with { Lending = Lending.With(e.Quote) },
        PayoffRequoted e => this with { Lending = Lending.With(e.Quote) },
        LoanApproved e => this with { Lending = Lending.With(e.Approval.Lender, l => l with { Approval = e.Approval, DisbursingAccount = e.Approval.DisbursingAccount, NewLenderDue = null }) },
        LoanRefused e => this with { Lending = Lending.Without(e.Lender, e.NewLenderDue) },
        LoanApprovalExpired e => this with { Lending = Lending.Without(e.Lender, e.NewLenderDue) },
        LenderReplaced e => this with { Lending = Lending.With(e.Lender, _ => new NewLoanState(e.By)), Registration = Registration.With(e) },

        // Money in
        DownPaymentReceived e => In(new Receipt(e.BankReference, ReceiptKind.DownPayment, e.Amount, e.Payer)),
        SelfFundingReceived e => In(new Receipt(e.BankReference, ReceiptKind.SelfFunding, e.Amount, e.Payer)),
        SellerTopUpReceived e => In(new Receipt(e.BankReference, ReceiptKind.TopUp, e.Amount, e.Payer)),
        DisbursementHeld e => In(new Receipt(e.BankReference, ReceiptKind.HeldDisbursement, e.Amount, e.Payer, e.Lender)),
        LoanDisbursed { WasHeld: true } e => this with { Funds = Funds.Applied(e.BankReference) },
        LoanDisbursed e => In(new Receipt(e.BankReference, ReceiptKind.Disbursement, e.Amount, e.Payer, e.Lender)),
        OverpaymentReturned e => In(new Receipt(e.BankReference, ReceiptKind.Overpayment, e.Amount, e.Payer), e.Lines),
        ExcessReceived e => In(new Receipt(e.BankReference, ReceiptKind.Excess, e.Amount, e.Payer), [e.Return]),
        DepositQuarantined e => In(new Receipt(e.BankReference, ReceiptKind.Quarantine, e.Amount, e.Payer)),
        DepositReversed e => this with { Funds = Funds.Without(e, keepDeposit: Registration.HasBegun), Payments = Payments.Without(e.Superseded) },
        ClaimSettled e => this with { Funds = Funds with { Seen = Funds.Seen.Add(e.BankReference) } },
        DepositComplete => this with { Funds = Funds with { DepositComplete = true, DepositAnnounced = true } },
        FundingComplete => this with { Funds = Funds with { Complete = true } },
        DisbursementEscalated => this with { Funds = Funds with { BuyerMayPayInstead = true } },
        DisbursementReminderSent or QuarantineReturnSettled or PayoffSettled or PayoffFailed or SellerPaymentFailed
            or SellerAccountProposed or SellerAccountRefused => this,

        // The registry
        RegistrationSubmitted => this with { Registration = Registration.With(@event), Lending = Lending.Foreseeing([]) },
        TransferRegistered or OldMortgageCancelled or NewMortgageRegistered or AdvanceNoticeRegistered or RegistrationRejected
            or RegistrationInconsistent or CallbackIgnored or RegistrationConfirmed or RegistrationReverted or RegistrationCompleted
            or RegistrationDecisionOverdue or ApplicationWithdrawn or LenderReleased or NoticeParked => this with { Registration = Registration.With(@event) },

        // Money out
        PaymentReturned e => this with { Payments = Payments.With(e), Funds = Funds with { Seen = Funds.Seen.Add(e.BankReference) } },
        ReturnReversed e => this with
        {
            Payments = Payments.With(e), Funds = Funds with { Seen = Funds.Seen.Add(e.ReversalReference).Add(ReverseCredit.AdviceMark(e.AdviceId)) },
        },
        DoublePaymentReturned e => this with { Payments = Payments.With(e), Funds = Funds with { Seen = Funds.Seen.Add(e.BankReference) } },
        PayoffConfirmed e => this with { Payments = Payments.With(e), Lending = Lending.Foreseeing(Payments.Shortfall?.Quotes ?? []) },
        SellerAccountReplaced e => this with { Sellers = [.. Sellers.Select(s => s.Subject == e.Subject ? s with { Account = e.Account } : s)], Payments = Payments.With(e) },
        JointReleaseInstruction e => this with { Payments = Payments.With(e), Holds = Holds.Settled() },
        CourtJudgmentApplied e => this with { Payments = Payments.With(e), Holds = Holds.Settled() },
        ClearingPlanFixed or PayoffReplanned or ClearingHeld or PayoffShortfall or RefundInstructed or QuarantineReturnInstructed or OldLoansSettled
            or SellerRemainderPaid or RefundSettled or PaymentInstructed or InstructionSigned or PaymentAccepted or PaymentSettled
            or PaymentSettledTwice or PaymentRefused or PaymentUnknown or PaymentNotFound or PaymentHeld or PaymentOverdue
            or PaymentRetryRequested or ManualPaymentProposed or ManualPaymentApproved or ManualPaymentRejected
            => this with { Payments = Payments.With(@event) },

        // Holds and ends
        DealFrozen or DealUnfrozen or DisputeOpened or DisputeResolved or DealSuspended or DealResumed
            or SecurityIncidentRaised or SecurityIncidentResolved => this with { Holds = Holds.With(@event) },
        DealCancelled e => this with { Ending = new DealEnding("cancelled", e.Reason), Holds = Holds.Ending() },
        Lapsed e => this with { Ending = new DealEnding("lapsed", e.Reason), Holds = Holds.Ending() },
        DealUnwound e => this with { Ending = new DealEnding("unwound", e.Reason), Holds = Holds.Ending() },
        DealClosed => this with { End = new DealEnd("closed", Money.Zero) },
        DealFailed e => this with { End = new DealEnd(e.Outcome, e.Refunded) },
        _ => throw new UnknownEventException(typeof(Deal), @event),
    };

    private string? PartyWith(BankAccount account) =>
        Buyers.Find(b => b.Account.Is(account))?.Subject ?? Sellers.Find(s => s.Account.Is(account))?.Subject;

    private Deal Claiming(object @event) => (@event switch
    {
        DepositReversed e => e.Claim,
        PaymentSettled e => e.Difference,
        PaymentSettledTwice e => e.Amount,
        PaymentReturned e => -e.Difference,
        DoublePaymentReturned e => -e.Amount,
        ReturnReversed e => e.IsClaim ? e.Amount : e.Difference,
        ClaimSettled e => -e.Amount,
        _ => null,
    }) is { IsZero: false } claim ? this with { Claims = Claims + claim } : this;

    private Deal In(Receipt receipt, ImmutableList<PlannedLine>? lines = null) =>
        this with { Funds = Funds.With(receipt with { Subject = PartyWith(receipt.Payer) }), Payments = lines is null ? Payments : Payments.Plus(lines) };
}
