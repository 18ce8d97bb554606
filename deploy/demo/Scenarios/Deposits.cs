using Pengcheng.Contracts;

namespace Pengcheng.Demo.Scenarios;

/// <summary>Down payments that are late, from the wrong account, or taken back by the bank.</summary>
internal static class Deposits
{
    public static async Task Late(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Begin();
        await deal.Pay(deal.Cast.BuyerAccount, Money.Cny(deal.Cast.DownPayment.Minor / 2));
        await deal.UntilReceived("down-payment");
        var due = DepositDue(await deal.View());

        await stage.WorkingDays(6);
        await deal.Until("the term is extended", view => string.CompareOrdinal(DepositDue(view), due) > 0);
        Checks.Require(Line.Of(await deal.View()).Count == 0, deal, "something was refunded although the term was extended");

        await stage.WorkingDays(6);
        await deal.UntilStatus("Refunded");
        Checks.Require((await deal.View()).GetProperty("outcome").GetString() == "lapsed", deal, "the deal did not lapse");
        await Checks.RefundedToTheFen(deal);
    }

    public static async Task FromAStranger(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Begin();
        await deal.Pay(deal.Cast.StrangerAccount, deal.Cast.DownPayment);
        var back = await deal.UntilPayment("the stranger's money went back", line => line is { Purpose: "quarantine-return", State: "settled" });
        Checks.Require(back.Payee.Number == deal.Cast.StrangerAccount.Number && back.Amount == deal.Cast.DownPayment, deal, $"{back} is not the stranger's money");
        Checks.Require(await Checks.BalanceOf(deal, deal.Cast.StrangerAccount) == Money.Zero, deal, "the stranger does not have all of it back");
        await deal.UntilStage("AwaitingDeposit");

        await deal.Deposit();
        await Finish(deal);
    }

    public static async Task Reversed(Stage stage)
    {
        await Task.WhenAll(BeforeRegistration(stage.NewDeal()), AfterRegistration(stage.NewDeal()));
    }

    // Nothing was built on the money yet: the buyer gets a new term.
    private static async Task BeforeRegistration(Deal deal)
    {
        await deal.Begin();
        var credit = await deal.Pay(deal.Cast.BuyerAccount, deal.Cast.DownPayment);
        await deal.UntilStage("DepositHeld");
        await TakeBack(deal, credit);
        await deal.UntilStage("AwaitingDeposit");

        await deal.Deposit();
        await Finish(deal);
    }

    // The home is the buyer's already: an incident, which a person closes when the money is here again.
    private static async Task AfterRegistration(Deal deal)
    {
        await deal.Begin();
        var credit = await deal.Pay(deal.Cast.BuyerAccount, deal.Cast.DownPayment);
        await deal.UntilStage("DepositHeld");
        await deal.ApproveLoans();
        await deal.Submit();
        await deal.Register();
        await TakeBack(deal, credit);
        await deal.UntilHeld("credit-reversed");
        await deal.Disburse();
        await deal.UntilReceived("disbursement", 2);
        await deal.Pay(deal.Cast.BuyerAccount, deal.Cast.DownPayment);
        await deal.UntilClearingWaitsFor("incident");
        await Checks.NothingPaid(deal);

        await deal.Door.Post("trustee-maker", $"{deal.Path}/incidents/{Uri.EscapeDataString($"reversal:{credit}")}/resolution", new { documentNo = "the buyer has paid again" });
        await deal.UntilClosed();
    }

    private static Task TakeBack(Deal deal, string bankReference) =>
        deal.Door.Sandbox(HttpMethod.Post, $"/sandbox/banks/{Banks.A}/reversals", new { bankReference, reason = "payer's bank recalled it" });

    private static async Task Finish(Deal deal)
    {
        await deal.ApproveLoans();
        await deal.Submit();
        await deal.Register();
        await deal.Disburse();
        await deal.UntilClosed();
    }

    private static string DepositDue(System.Text.Json.JsonElement view) => view.GetProperty("depositDue").GetString()!;
}
