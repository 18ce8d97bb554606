namespace Pengcheng.Escrow.Accounts;

/// <summary>The escrow account's own reactions: a credit is held here or by a deal, never by both; an assigned one is handed to its deal.</summary>
public sealed class AccountReactions : IReactions<EscrowAccount>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(EscrowAccount? before, object @event, EscrowAccount after, Facts facts) => @event switch
    {
        UnmatchedCreditReceived e => [EscrowKeys.Credit.Claim(e.BankReference)],
        UnmatchedCreditAssigned e =>
            [EscrowKeys.Credit.Release(e.BankReference), Due.Now($"assigned:{e.BankReference}", facts, new TakeAssignedCredit(e.DealId, e.Credit))],
        _ => [],
    };
}
