using System.Net;
using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Demo.Scenarios;

/// <summary>The account bank's statement differs from the ledger.</summary>
internal static class Statements
{
    private const string Account = "/api/escrow/v1/account";

    public static async Task OffByAFen(Stage stage)
    {
        var (deal, door) = (stage.NewDeal(), stage.Door);
        await deal.Prepare();
        await deal.Register();
        await stage.WorkingDays(1);
        await stage.Fault($"bank:{Banks.A}.statement", "statement-differs", amount: "CNY 0.01");
        var account = await Reconcile(door, (await SandboxClock.Today(door)).AddDays(-1));
        if (InOrder(account) || Checks.AmountOf(account, "difference") != Money.Cny(1)) throw new DemoFailedException($"A fen of difference was not seen: {account}");

        // Neither clearing nor a stranger's money goes out.
        await deal.Disburse();
        await deal.Pay(deal.Cast.StrangerAccount, Money.Cny(100));
        await deal.UntilClearingWaitsFor("reconciliation");
        await deal.UntilPayment("a stranger's money waits", line => line is { Purpose: "quarantine-return", Held: "reconciliation" });
        await Checks.NothingPaid(deal);

        var proposal = $"R-{deal.DealNo}";
        await door.Post("trustee-maker", $"{Account}/resolutions", new { proposalId = proposal, explanation = "a rounding of the bank's, corrected by it" });
        await stage.Refused("trustee-maker", $"{Account}/resolutions/{proposal}/approval", new { }, HttpStatusCode.Forbidden, "gateway.scope-missing");
        await door.Post("trustee-checker", $"{Account}/resolutions/{proposal}/approval", new { });
        if (!InOrder(await door.Get("trustee-maker", Account))) throw new DemoFailedException("The account is not in order although two people have agreed.");

        // What was held is tried again from hour to hour; the next day finds all of it due.
        await stage.WorkingDays(1);
        await deal.UntilClosed();
    }

    private static bool InOrder(JsonElement account) => account.GetProperty("inOrder").GetBoolean();

    private static Task<JsonElement> Reconcile(Door door, DateOnly date) =>
        door.Post("trustee-maker", $"{Account}/reconciliations", new { date });
}
