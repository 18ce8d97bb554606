using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Registry;

/// <summary>An application is the deal's no more, by a paper.</summary>
/// <param name="AcceptanceNo">Its acceptance number.</param>
/// <param name="DocumentNo">The registry's paper, or the office's own record of the mistake.</param>
/// <param name="Mistyped">Whether the number was recorded by mistake; then it is free for the deal that it belongs to.</param>
[EventName("escrow.application-withdrawn.v1")]
public sealed record ApplicationWithdrawn(string AcceptanceNo, string DocumentNo, bool Mistyped);

/// <summary>
/// The trustee records that an application was withdrawn at the registry, or that its number was typed wrongly, or that notices
/// which wait for an application have nothing to do with the deal.
/// </summary>
/// <param name="AcceptanceNo">The application.</param>
/// <param name="DocumentNo">The paper that says so.</param>
/// <param name="Mistyped">The number never was the deal's.</param>
public sealed record WithdrawApplication(string AcceptanceNo, string DocumentNo, bool Mistyped = false)
{
    /// <summary>
    /// Not once a transfer or a cancellation is registered; a number is not mistyped under which the registry has told of anything.
    /// What waited for the registry's decision goes on by itself.
    /// </summary>
    public static Decision Decide(Deal deal, WithdrawApplication command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid) return invalid;
        var registration = deal.Registration;
        var recorded = registration.AcceptanceNos.Contains(command.AcceptanceNo);
        if (!recorded && registration.Parked.All(n => n.AcceptanceNo != command.AcceptanceNo))
            return registration.Withdrawn.Contains(command.AcceptanceNo) ? Decision.Nothing : EscrowErrors.ApplicationUnknown.With(("acceptanceNo", command.AcceptanceNo));
        if (registration.BegunUnder.Contains(command.AcceptanceNo) && (command.Mistyped || registration.HasTransfer || !registration.Cancelled.IsEmpty))
            return EscrowErrors.ApplicationUsed.With(("acceptanceNo", command.AcceptanceNo));
        return new Unfolding(deal, facts, policy).Add(new ApplicationWithdrawn(command.AcceptanceNo, command.DocumentNo, command.Mistyped && recorded)).Decide();
    }
}
