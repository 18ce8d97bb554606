using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Deals;

/// <summary>Where a deal stands. It follows from the state; nobody sets it.</summary>
public enum DealStatus
{
    /// <summary>Opened.</summary>
    Drafted,

    /// <summary>The title is free of everything but the old lenders' mortgages.</summary>
    Screened,

    /// <summary>Buyers and sellers have signed, the trustee not yet.</summary>
    AgreementSigned,

    /// <summary>The agreement is effective; the down payment is not complete.</summary>
    AwaitingDeposit,

    /// <summary>The down payment is complete; a lender's word is missing.</summary>
    DepositHeld,

    /// <summary>Down payment and lenders' words are there: the parties may go to the registry.</summary>
    LoanApproved,

    /// <summary>Applied for; the registry has not done all.</summary>
    RegistrationSubmitted,

    /// <summary>T ∧ C ∧ N; part of the down payment is missing after a reversal.</summary>
    RegistrationCompleted,

    /// <summary>The lenders may disburse and have not.</summary>
    AwaitingDisbursement,

    /// <summary>The whole price is here.</summary>
    Funded,

    /// <summary>The plan is fixed; old loans are being paid off.</summary>
    ClearingInstructed,

    /// <summary>The old loans are paid off; the seller is next.</summary>
    OldLoansSettled,

    /// <summary>The sellers are paid; something small is still on its way.</summary>
    SellerPaid,

    /// <summary>Done; holds nothing.</summary>
    Closed,

    /// <summary>A term passed; nothing was there to refund.</summary>
    Lapsed,

    /// <summary>Called off; nothing was there to refund.</summary>
    Cancelled,

    /// <summary>Money is on its way back.</summary>
    Refunding,

    /// <summary>Everything went back.</summary>
    Refunded,

    /// <summary>Taken back after a registration.</summary>
    Unwound,

    /// <summary>A court's or the police's order holds everything.</summary>
    Frozen,

    /// <summary>An encumbrance or a rejection must be cured.</summary>
    Suspended,

    /// <summary>The parties are at odds.</summary>
    InDispute,

    /// <summary>A person must decide: contradicting notices, a called-off deal whose application is pending, an incident, a payment that cannot be made.</summary>
    ManualIntervention,
}

public sealed partial record Deal
{
    /// <summary>Where the deal stands.</summary>
    public DealStatus Status => End is { } end ? Holds.Incidents.IsEmpty ? Ended(end) : DealStatus.ManualIntervention : Holding() ?? (Ending is null ? Progress() : DealStatus.Refunding);

    /// <summary>Where it would stand without what holds it.</summary>
    public DealStatus Stage => End is { } end ? Ended(end) : Ending is null ? Progress() : DealStatus.Refunding;

    private static DealStatus Ended(DealEnd end) => end switch
    {
        { Outcome: "closed" } => DealStatus.Closed,
        { Outcome: "unwound" } => DealStatus.Unwound,
        { Refunded.IsPositive: true } => DealStatus.Refunded,
        { Outcome: "lapsed" } => DealStatus.Lapsed,
        _ => DealStatus.Cancelled,
    };

    private DealStatus? Holding() =>
        Holds.IsFrozen ? DealStatus.Frozen
        : Holds.Dispute is not null ? DealStatus.InDispute
        : Registration.Inconsistent is not null || !Holds.Incidents.IsEmpty
            || Payments.Lines.Any(l => l.NeedsPerson || (l.IsOpen && l.Held == PaymentGate.SecurityGone))
            || PaymentGate.WaitsForRegistry(this) ? DealStatus.ManualIntervention
        : Holds.Suspension is not null ? DealStatus.Suspended
        : null;

    private DealStatus Progress() =>
        Payments.SellerPaid ? DealStatus.SellerPaid
        : Payments.OldLoansSettled ? DealStatus.OldLoansSettled
        : Payments.PlanFixed ? DealStatus.ClearingInstructed
        : Funds.Complete ? DealStatus.Funded
        : LendersMayDisburse && Funds.DepositComplete ? DealStatus.AwaitingDisbursement
        : Registration.IsComplete ? DealStatus.RegistrationCompleted
        : !Registration.AcceptanceNos.IsEmpty || Registration.HasBegun ? DealStatus.RegistrationSubmitted
        : Funds.DepositComplete ? Lending.AllApproved ? DealStatus.LoanApproved : DealStatus.DepositHeld
        : IsEffective ? DealStatus.AwaitingDeposit
        : Buyers.All(b => Signers.Contains(b.Subject)) && Sellers.All(s => Signers.Contains(s.Subject)) ? DealStatus.AgreementSigned
        : TitleIsClean ? DealStatus.Screened
        : DealStatus.Drafted;
}
