using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Registry;

namespace Pengcheng.Escrow.Deals;

/// <summary>Calls the deal off before the transfer. Everything goes back to where it came from.</summary>
/// <param name="By">Who: a party's subject or <c>trustee</c>.</param>
/// <param name="Reason">A stable code or a short text.</param>
public sealed record CancelDeal(string By, string Reason)
{
    /// <summary>
    /// I3: not once the transfer is registered or an old mortgage is gone, recorded application or not; not once old loans are being
    /// paid off. While the registry may still decide on an application, the money waits for it: <see cref="PaymentGate"/>.
    /// </summary>
    public static Decision Decide(Deal deal, CancelDeal command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("reason", command.Reason) is { } invalid) return invalid;
        if (deal.Ending?.Outcome == "cancelled") return Decision.Nothing;
        if (!deal.IsLive) return EscrowErrors.DealEnded.With(("status", deal.Status));
        return Refuse(deal) is { } refusal
            ? refusal
            : Cancel(new Unfolding(deal, facts, policy), command.By, command.Reason).Decide();
    }

    /// <summary>Why the deal cannot simply be called off any more.</summary>
    internal static Refusal? Refuse(Deal deal) =>
        deal.Registration.HasTransfer || !deal.Registration.Cancelled.IsEmpty ? EscrowErrors.TransferAlreadyRegistered
        : deal.Payments.PlanFixed ? EscrowErrors.ClearingBegun
        : deal.Registration.IsAhead ? EscrowErrors.OnHold.With(("reason", PaymentGate.NoticeParked))
        : deal.Registration.Inconsistent is not null ? EscrowErrors.OnHold.With(("reason", "registration-inconsistent"))
        : null;

    internal static Unfolding Cancel(Unfolding unfolding, string by, string reason) =>
        Refunds.Plan(unfolding.Add(new DealCancelled(by, reason)));
}
