using System.Net;
using Pengcheng.Contracts;

namespace Pengcheng.Demo.Scenarios;

/// <summary>Payoffs of old loans that cost more, get no answer, or fail.</summary>
internal static class Payoffs
{
    private const string Payments = $"bank:{Banks.A}.payments";

    public static async Task TimesOutButPaid(Stage stage)
    {
        var deal = stage.NewDeal();
        await stage.Fault(Payments, "accept-then-time-out", deal.Cast.BankLoanNo);
        await Fund(deal);
        await deal.UntilPayment("the bank's answer to a payoff is not known", IsUnknown);
        await SellerWaits(deal);

        await stage.Minutes(2);
        await deal.UntilClosed();
        Checks.Require((await Attempts(deal)).Count == 1, deal, "the payoff was sent under another reference");
    }

    public static async Task TimesOutAndNotPaid(Stage stage)
    {
        var deal = stage.NewDeal();
        await stage.Fault(Payments, "drop", deal.Cast.BankLoanNo);
        await Fund(deal);
        await deal.UntilPayment("the bank's answer to a payoff is not known", IsUnknown);

        await stage.Minutes(2);
        await deal.UntilPayment("the bank does not know the payoff", line => line is { Purpose: "payoff", State: "not-found", Group: 1 });
        await SellerWaits(deal);

        // Only on the next working day is "not found" the last word.
        await stage.WorkingDays(1);
        await deal.UntilClosed();
        Checks.Require((await Attempts(deal)) is [{ Status: "settled" } only] && only.Reference.EndsWith("-2", StringComparison.Ordinal), deal, "the payoff was not made once, under the second reference");
    }

    public static async Task OneFailing(Stage stage)
    {
        var deal = stage.NewDeal();
        await stage.Fault(Payments, "refuse", deal.Cast.FundLoanNo, times: 0, code: "internal");
        await Fund(deal);
        await deal.UntilPayment("one payoff is settled", line => line is { Purpose: "payoff", State: "settled" });
        var group = 0;
        for (var hour = 1; hour <= 3; hour++)
        {
            group = await UntilRefused(deal, since: group);
            await SellerWaits(deal);
            await stage.AnHour();
        }

        group = await UntilRefused(deal, since: group);
        await stage.WorkingDays(1);
        await UntilRefused(deal, since: group);
        await SellerWaits(deal);
        await stage.Clear();
        await stage.AnHour();
        await deal.UntilClosed();
    }

    public static async Task QuoteMoved(Stage stage)
    {
        await Accepted(stage.NewDeal());
        await ToppedUp(stage);
    }

    private static async Task Accepted(Deal deal)
    {
        await deal.Prepare();
        await deal.Register();
        await Penalise(deal, Money.Cny(500_000));
        await deal.Disburse();
        await deal.UntilClearingWaitsFor("payoff-shortfall");
        await Checks.NothingPaid(deal);
        await deal.Door.Post(deal.Cast.Seller, $"{deal.Path}/payoff-confirmation", new { });
        await deal.UntilClosed();
    }

    // The payoffs cost more than the whole price: the seller's own money has to come in.
    private static async Task ToppedUp(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Prepare();
        await deal.Register();
        await Penalise(deal, deal.Cast.Price);
        await deal.Disburse();
        var missing = Checks.AmountOf(await deal.UntilClearingWaitsFor("payoff-shortfall"), "shortfall");
        await stage.Refused(deal.Cast.Seller, $"{deal.Path}/payoff-confirmation", new { }, HttpStatusCode.Conflict, "escrow.top-up-needed");
        await Checks.NothingPaid(deal);
        await deal.Pay(deal.Cast.SellerAccount, missing);
        await deal.UntilClosed();
    }

    private static Task Penalise(Deal deal, Money penalty) =>
        deal.Door.Sandbox(HttpMethod.Patch, $"/sandbox/banks/{Banks.B}/loans/{deal.Cast.BankLoanNo}", new { penalty });

    private static async Task Fund(Deal deal)
    {
        await deal.Prepare();
        await deal.Register();
        await deal.Disburse();
    }

    private static async Task<int> UntilRefused(Deal deal, int since) =>
        (await deal.UntilPayment($"a payoff is refused for the {since + 1}. time", line => line is { Purpose: "payoff", State: "refused", Code: "internal" } && line.Group > since)).Group;

    private static bool IsUnknown(Line line) => line is { Purpose: "payoff", State: "unknown" };

    private static async Task SellerWaits(Deal deal) =>
        Checks.Require((await deal.Payments()).Where(line => line.Purpose == "seller-remainder").All(line => line is { State: "planned", Group: 0 }), deal, "the seller is paid before the old loans");

    private static async Task<IReadOnlyList<BankPayment>> Attempts(Deal deal) =>
        [.. (await deal.BankPayments()).Where(payment => payment.RemittanceInfo.EndsWith(deal.Cast.BankLoanNo, StringComparison.Ordinal))];
}
