namespace Pengcheng.Demo.Scenarios;

/// <summary>The registry's notices: any number, any order, and at odds with each other.</summary>
internal static class Notices
{
    private const int Copies = 3;

    // Transfer, cancellations and new mortgages in each of their six orders.
    private static readonly int[][] Orders =
    [
        [0, 1, 2, 3, 4], [0, 3, 4, 1, 2], [1, 2, 0, 4, 3], [2, 1, 4, 3, 0], [3, 4, 0, 2, 1], [4, 3, 2, 1, 0],
    ];

    public static async Task Shuffled(Stage stage)
    {
        var plays = Orders.SelectMany(order => (Func<Task>[])[() => AfterSubmission(stage.NewDeal(), order), () => BeforeSubmission(stage.NewDeal(), order)]).ToList();
        var deals = new SemaphoreSlim(4);
        await Task.WhenAll(plays.Select(async play =>
        {
            await deals.WaitAsync();
            try
            {
                await play();
            }
            finally
            {
                deals.Release();
            }
        }));
    }

    public static async Task Disagreeing(Stage stage)
    {
        await ClearedUp(stage.NewDeal(), standing: true);
        await ClearedUp(stage.NewDeal(), standing: false);
    }

    private static async Task AfterSubmission(Deal deal, int[] order)
    {
        await deal.Prepare();
        await Push(deal, order);
        await Finish(deal);
    }

    // The registry is quicker than the trustee's office: the notices wait for the application.
    private static async Task BeforeSubmission(Deal deal, int[] order)
    {
        await deal.Begin();
        await deal.Deposit();
        await deal.ApproveLoans();
        await Push(deal, order);
        await deal.Until("all five notices wait", view => view.GetProperty("holds").EnumerateArray().Count(hold => hold.GetString()!.StartsWith("registry: notice", StringComparison.Ordinal)) == order.Length);
        await deal.Submit();
        await Finish(deal);
    }

    private static async Task Push(Deal deal, int[] order)
    {
        var notices = deal.Notices(Copies);
        foreach (var which in order) await notices[which]();
    }

    private static async Task Finish(Deal deal)
    {
        await deal.UntilStage("AwaitingDisbursement");
        await deal.Disburse();
        await deal.UntilClosed();
    }

    private static async Task ClearedUp(Deal deal, bool standing)
    {
        await deal.Prepare();
        var notices = deal.Notices();
        await notices[0]();
        await deal.Notify("registration-rejected", change: notice => notice["reason"] = "materials incomplete");
        // Registered after a rejection, or the other way round: the two may overtake each other.
        await deal.UntilHeld("registered");
        foreach (var notify in notices.Skip(1)) await notify();
        await deal.Until("the registry has nothing more to say", view => view.GetProperty("missing").GetArrayLength() == 0);
        await deal.Disburse();
        await deal.UntilReceived("held-disbursement", 2);
        await deal.UntilStatus("ManualIntervention");
        await Checks.NothingPaid(deal);

        await deal.Door.Post("trustee-maker", $"{deal.Path}/registration/clarification", new { reverted = !standing, documentNo = $"RERC-{deal.Cast.AcceptanceNo}" });
        if (standing)
        {
            await deal.UntilClosed();
            return;
        }

        await deal.UntilStatus("Unwound");
        await Checks.RefundedToTheFen(deal);
    }
}
