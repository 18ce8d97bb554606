namespace Pengcheng.Demo.Scenarios;

/// <summary>The two other orders of registration: the old loan is paid off before its mortgage goes, and the seller waits for the whole.</summary>
internal static class Modes
{
    public static async Task SequentialMortgage(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Prepare("sequential-mortgage");
        var first = deal.Notices();
        foreach (var notify in (Func<Task>[])[first[0], first[3], first[4]]) await notify();
        await PayOffAndConvert(deal, later => [later[1], later[2]]);
    }

    public static async Task DoublePreNotice(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Prepare("double-pre-notice");
        await deal.Notify("advance-notice-registered", change: notice => notice["right"] = "transfer");
        await deal.Notify("advance-notice-registered", "amqp", change: notice => notice["right"] = "mortgage");
        await PayOffAndConvert(deal, later => later);
    }

    private static async Task PayOffAndConvert(Deal deal, Func<IReadOnlyList<Func<Task>>, IEnumerable<Func<Task>>> rest)
    {
        await deal.UntilStage("AwaitingDisbursement");
        await deal.Disburse();
        await deal.UntilPayment("the seller waits for the registration", line => line is { Purpose: "seller-remainder", Held: "registration-incomplete" });

        var second = deal.Cast.Digits("SZ", 12);
        await deal.Submit(second);
        foreach (var notify in rest(deal.Notices(acceptanceNo: second))) await notify();
        await deal.UntilClosed();
    }
}
