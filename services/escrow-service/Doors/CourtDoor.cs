using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Doors;

/// <summary>Orders of a court or of the police.</summary>
public static class CourtDoor
{
    private const string Orders = "escrow.orders.write";

    /// <summary>A freezing order (冻结).</summary>
    /// <param name="OrderNo">The paper.</param>
    /// <param name="Scope">The whole deal, or one party's share.</param>
    /// <param name="Subject">That party; null with the whole deal, or for all on that side.</param>
    public sealed record Freeze(string OrderNo, FreezeScope Scope, string? Subject = null);

    /// <summary>A judgment on who gets what.</summary>
    public sealed record Judgment(string CaseNo, IReadOnlyList<Allocation> Allocations);

    /// <summary>Maps the door.</summary>
    public static void Map(StreamDoor<Deal, DealView> deals, EscrowPolicy policy)
    {
        deals.Post<Freeze>("freezes", Orders, "Freeze the deal or a party's share",
            (deal, body, asked) => FreezeDeal.Decide(deal, new FreezeDeal(body.OrderNo, body.Scope, body.Subject), asked.Facts, policy));
        deals.Post<Nothing>("freezes/{orderNo}/release", Orders, "Lift a freeze",
            (deal, _, asked) => UnfreezeDeal.Decide(deal, new UnfreezeDeal(asked.Route("orderNo")), asked.Facts, policy));
        deals.Post<Judgment>("judgments", Orders, "Apply a judgment",
            (deal, body, asked) => ApplyJudgment.Decide(deal, new ApplyJudgment(body.CaseNo, [.. body.Allocations]), asked.Facts, policy));
    }
}
