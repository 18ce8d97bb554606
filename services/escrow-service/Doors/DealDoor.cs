using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Doors;

/// <summary>The door to deals: who sees one, and what of it.</summary>
public static class DealDoor
{
    /// <summary>Under <c>/escrow/v1/deals</c>.</summary>
    public static StreamDoor<Deal, DealView> On(IEndpointRouteBuilder routes) => new(routes, "/escrow/v1/deals", "Deals",
        (deal, caller) => Visibility.Sees(deal, Viewer.Of(caller)), (deal, caller) => DealView.Of(deal, Viewer.Of(caller)));
}
