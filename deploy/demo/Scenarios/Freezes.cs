namespace Pengcheng.Demo.Scenarios;

/// <summary>Orders of a court.</summary>
internal static class Freezes
{
    public static async Task WholeAndShare(Stage stage)
    {
        var (whole, share) = (stage.NewDeal(), stage.NewDeal());
        await Task.WhenAll(Whole(whole), Share(share));
    }

    private static async Task Whole(Deal deal)
    {
        await Freeze(deal, new { orderNo = "(2026)粤0304执1号", scope = "whole" });
        await deal.UntilClearingWaitsFor("frozen");
        await deal.UntilStatus("Frozen");
        await Checks.NothingPaid(deal);
        await Lift(deal, "(2026)粤0304执1号");
    }

    private static async Task Share(Deal deal)
    {
        await Freeze(deal, new { orderNo = "(2026)粤0304执2号", scope = "seller", subject = deal.Cast.Seller });
        await deal.UntilPayment("the seller's share is held", line => line is { Purpose: "seller-remainder", Held: "frozen" });
        Checks.Require((await deal.Payments()).Where(line => line.Purpose == "payoff").All(line => line.State == "settled"), deal, "the old loans are not paid although only the seller's share is frozen");
        Checks.Require((await Checks.BalanceOf(deal, deal.Cast.SellerAccount)).IsZero, deal, "the seller was paid in spite of the order");
        await Lift(deal, "(2026)粤0304执2号");
    }

    private static async Task Freeze(Deal deal, object order)
    {
        await deal.Prepare();
        await deal.Register();
        await deal.Door.Post("court", $"{deal.Path}/freezes", order);
        await deal.Disburse();
    }

    private static async Task Lift(Deal deal, string orderNo)
    {
        await deal.Door.Post("court", $"{deal.Path}/freezes/{Uri.EscapeDataString(orderNo)}/release", new { });
        await deal.UntilClosed();
    }
}
