using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Doors;

/// <summary>Orders of a court or of the police.</summary>
public static class CourtDoor
{
    private const string Orders = "escrow.orders.write";

    /// <summary>Maps the door.</summary>
    public static void Map(StreamDoor<Deal, DealView> deals, EscrowPolicy policy)
    {
        deals.Post<FreezeDeal>("freezes", Orders, "Freeze the deal or a party's share", (deal, command, asked) => FreezeDeal.Decide(deal, command, asked.Facts, policy));
        deals.Post<Nothing>("freezes/{orderNo}/release", Orders, "Lift a freeze",
            (deal, _, asked) => UnfreezeDeal.Decide(deal, new UnfreezeDeal(asked.Route("orderNo")), asked.Facts, policy));
        deals.Post<ApplyJudgment>("judgments", Orders, "Apply a judgment", (deal, command, asked) => ApplyJudgment.Decide(deal, command, asked.Facts, policy));
    }
}
