using Pengcheng.Chassis.Commands;
using Pengcheng.Escrow.Accounts;

namespace Pengcheng.Escrow.Deals;

/// <summary>Ties the pure <see cref="Reactions"/> to the policy in force.</summary>
public sealed class DealReactions(EscrowPolicy policy) : IReactions<Deal>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(Deal? before, object @event, Deal after, Facts facts) => Reactions.React(before, @event, after, facts, policy);
}

/// <summary>The escrow account's own reactions: an assigned credit is handed to its deal.</summary>
public sealed class AccountReactions : IReactions<EscrowAccount>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(EscrowAccount? before, object @event, EscrowAccount after, Facts facts) => @event is UnmatchedCreditAssigned e
        ? [new Effect.Schedule($"assigned:{e.BankReference}", facts.Now, new TakeAssignedCredit(e.DealId, e.Credit))]
        : [];
}
