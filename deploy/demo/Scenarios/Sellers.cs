using System.Net;

namespace Pengcheng.Demo.Scenarios;

/// <summary>Sellers whose account cannot receive.</summary>
internal static class Sellers
{
    public static async Task AccountClosed(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Prepare();
        await deal.Register();
        await stage.Door.Sandbox(HttpMethod.Patch, $"/sandbox/banks/{Banks.A}/accounts/{deal.Cast.SellerAccount.Number}", new { status = "closed" });
        await deal.Disburse();
        await deal.UntilPayment("the seller's account is found closed", line => line is { Purpose: "seller-remainder", Held: "account-closed" });
        await deal.UntilStatus("ManualIntervention");

        var another = deal.Cast.OtherSellerAccount;
        await stage.Refused(deal.Cast.Seller, $"{deal.Path}/seller-account", new { account = (another with { Name = "某人" }).Wire }, HttpStatusCode.UnprocessableEntity, "escrow.account-not-verified");
        await deal.Door.Post(deal.Cast.Seller, $"{deal.Path}/seller-account", new { account = another.Wire });
        await deal.UntilClosed();
        Checks.Require((await Checks.BalanceOf(deal, another)).IsPositive, deal, "the new account has nothing");
        Checks.Require((await Checks.BalanceOf(deal, deal.Cast.SellerAccount)).IsZero, deal, "the closed account got something");
    }
}
