namespace Pengcheng.Escrow.Deals;

/// <summary>A court's or the police's freezing order (冻结).</summary>
/// <param name="OrderNo">The paper's own number.</param>
/// <param name="Scope">The whole deal, or one party's share.</param>
/// <param name="Subject">That party; null with the whole deal, or for all on that side.</param>
public sealed record FreezeDeal(string OrderNo, FreezeScope Scope, string? Subject = null)
{
    /// <summary>Obeyed in every state but the end; one number may name several shares. A lifted order told again is either late or new: nobody guesses.</summary>
    public static Decision Decide(Deal deal, FreezeDeal command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("orderNo", command.OrderNo, 100) is { } invalid) return invalid;
        var freeze = new Freeze(command.OrderNo, command.Scope, command.Subject);
        if (deal.Holds.Freezes.Contains(freeze)) return Decision.Nothing;
        if (deal.End is not null) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (deal.Holds.Lifted.Contains(freeze)) return EscrowErrors.OrderLifted.With(("orderNo", command.OrderNo));
        if (command.Subject is { } subject && !IsParty(deal, command.Scope, subject)) return EscrowErrors.NotASigner.With(("signer", subject));
        return new Unfolding(deal, facts, policy).Add(new DealFrozen(command.OrderNo, command.Scope, command.Subject)).Decide();
    }

    private static bool IsParty(Deal deal, FreezeScope side, string subject) => side switch
    {
        FreezeScope.Buyer => deal.Buyers.Any(b => b.Subject == subject),
        FreezeScope.Seller => deal.SellerOf(subject) is not null,
        _ => false,
    };
}

/// <summary>The order is lifted.</summary>
/// <param name="OrderNo">The order that was.</param>
public sealed record UnfreezeDeal(string OrderNo)
{
    /// <summary>What waited goes on by itself.</summary>
    public static Decision Decide(Deal deal, UnfreezeDeal command, Facts facts, EscrowPolicy policy) =>
        deal.Holds.Freezes.Any(f => f.OrderNo == command.OrderNo) ? new Unfolding(deal, facts, policy).Add(new DealUnfrozen(command.OrderNo)).Decide()
        : deal.Holds.Lifted.Any(f => f.OrderNo == command.OrderNo) ? Decision.Nothing
        : EscrowErrors.OrderNotFound.With(("orderNo", command.OrderNo));
}
