namespace Pengcheng.Escrow.Accounts;

/// <summary>The escrow account's own reactions: an assigned credit is handed to its deal.</summary>
public sealed class AccountReactions : IReactions<EscrowAccount>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(EscrowAccount? before, object @event, EscrowAccount after, Facts facts) =>
        @event is UnmatchedCreditAssigned e ? [Due.Now($"assigned:{e.BankReference}", facts, new TakeAssignedCredit(e.DealId, e.Credit))] : [];
}
