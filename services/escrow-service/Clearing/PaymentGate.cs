using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>Why money may not leave now. The one place that knows; every instruction passes here.</summary>
public static class PaymentGate
{
    /// <summary>The escrow account's statement differs from the ledger: nothing at all goes out.</summary>
    public const string Reconciliation = "reconciliation";

    /// <summary>An old lender's mortgage is gone and its loan not paid: it must release the money first.</summary>
    public const string SecurityGone = "old-mortgage-cancelled";

    /// <summary>The registry has told of a transfer or a cancellation under an application that is not recorded.</summary>
    public const string NoticeParked = "notice-parked";

    /// <summary>The registry may still register the transfer: what was called off is not paid back before it has decided, or the application is withdrawn.</summary>
    public const string ApplicationPending = "application-pending";

    /// <summary>Why a line may not be instructed now, or null.</summary>
    public static string? Blocks(Deal deal, PaymentLine line, bool accountInOrder, DateOnly today) =>
        !accountInOrder ? Reconciliation
        : deal.Holds.IsFrozen || FreezesPayee(deal, line.Plan) ? "frozen"
        : line.Plan.Purpose switch
        {
            // Strangers' money and excess were never the deal's.
            LinePurpose.QuarantineReturn or LinePurpose.ExcessReturn => null,
            LinePurpose.Release => Incident(deal) ?? (IsOldLenders(deal, line.Plan) ? null : Ahead(deal) ?? Security(deal, today)),
            LinePurpose.Refund => Incident(deal) ?? Dispute(deal) ?? Inconsistent(deal)
                // I3, however the refund came to be planned.
                ?? (deal.Registration.HasTransfer ? "transfer-registered" : null) ?? Ahead(deal) ?? Pending(deal) ?? Security(deal, today),
            LinePurpose.Payoff => Whole(deal) ?? (deal.LendersMayDisburse ? null : "registration-incomplete"),
            // I2 and I4.
            _ => Whole(deal) ?? (!deal.Payments.OldLoansSettled || AnyPayoffOpen(deal) ? "old-loans-open" : deal.Registration.IsComplete ? null : "registration-incomplete"),
        };

    /// <summary>Why clearing as a whole may not begin now, or null. A freeze of one party's share does not stop it.</summary>
    public static string? BlocksClearing(Deal deal, bool accountInOrder) =>
        !accountInOrder ? Reconciliation : deal.Holds.IsFrozen ? "frozen" : Whole(deal);

    /// <summary>Whether a called-off deal waits for the registry, and nothing goes on without a person.</summary>
    public static bool WaitsForRegistry(Deal deal) => deal.Ending is not null
        && ((deal.Registration.IsAhead && (deal.End is null || deal.Payments.AnyOpen))
            || (deal.Registration.IsPending && deal.Payments.Of(LinePurpose.Refund).Any(l => l.IsOpen)));

    private static string? Ahead(Deal deal) => deal.Registration.IsAhead ? NoticeParked : null;

    private static string? Pending(Deal deal) => deal.Registration.IsPending ? ApplicationPending : null;

    private static string? Security(Deal deal, DateOnly today) => Unsecured.Lenders(deal, today).IsEmpty ? null : SecurityGone;

    private static bool IsOldLenders(Deal deal, PlannedLine line) => deal.Lending.Old.Any(l => line.Payee.Is(l.CollectionAccount));

    private static bool AnyPayoffOpen(Deal deal) => deal.Payments.Of(LinePurpose.Payoff).Any(l => l.IsOpen);

    private static string? Whole(Deal deal) =>
        Incident(deal) ?? Dispute(deal) ?? Inconsistent(deal) ?? (deal.Holds.Suspension is not null ? "suspended" : null);

    private static string? Incident(Deal deal) => deal.Holds.Incidents.IsEmpty ? null : "incident";

    private static string? Dispute(Deal deal) => deal.Holds.Dispute is null ? null : "dispute";

    private static string? Inconsistent(Deal deal) => deal.Registration.Inconsistent is null ? null : "registration-inconsistent";

    private static bool FreezesPayee(Deal deal, PlannedLine line) =>
        deal.Buyers.Any(b => IsTo(deal, line, b.Subject, b.Account) && deal.Holds.Freeze(FreezeScope.Buyer, b.Subject))
        || deal.Sellers.Any(s => IsTo(deal, line, s.Subject, s.Account) && deal.Holds.Freeze(FreezeScope.Seller, s.Subject));

    // By the party that the line names, its account, or an account that was its own when it paid in.
    private static bool IsTo(Deal deal, PlannedLine line, string subject, Parties.BankAccount account) =>
        line.Subject == subject || account.Is(line.Payee) || deal.Funds.Receipts.Any(r => r.Subject == subject && r.Payer.Is(line.Payee));
}
