using System.Net;
using Pengcheng.Contracts;

namespace Pengcheng.Demo.Scenarios;

/// <summary>Second thoughts, in time and too late.</summary>
internal static class Cancellations
{
    public static async Task BeforeTheTransfer(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Begin();
        // In two parts: each goes back by itself.
        await deal.Pay(deal.Cast.BuyerAccount, Money.Cny(10_000_000));
        await deal.Pay(deal.Cast.BuyerAccount, deal.Cast.DownPayment - Money.Cny(10_000_000));
        await deal.UntilStage("DepositHeld");
        await deal.ApproveLoans();
        await deal.Submit();

        await deal.Door.Post(deal.Cast.Buyer, $"{deal.Path}/cancellation", new { reason = "the parties agreed to part" });
        // The registry could still transfer the home: the money waits until the application is withdrawn there.
        await deal.Door.Post("trustee-maker", $"{deal.Path}/registration/withdrawal", new { acceptanceNo = deal.Cast.AcceptanceNo, documentNo = "the application was withdrawn" });
        await deal.UntilStatus("Refunded");
        Checks.Require((await deal.BankPayments()).Count(payment => payment.Status == "settled") == 2, deal, "the two deposits did not go back one by one");
        await Checks.RefundedToTheFen(deal);
    }

    public static async Task AfterTheTransfer(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Prepare();
        var notices = deal.Notices();
        await notices[0]();
        await deal.Until("the transfer is registered", view => !view.GetProperty("missing").EnumerateArray().Any(part => part.GetString() == "transfer"));

        await stage.Refused(deal.Cast.Buyer, $"{deal.Path}/cancellation", new { reason = "second thoughts" }, HttpStatusCode.Conflict, "escrow.transfer-already-registered");
        foreach (var notify in notices.Skip(1)) await notify();
        await deal.UntilStage("AwaitingDisbursement");
        await deal.Disburse();
        await deal.UntilClosed();
    }
}
