using Pengcheng.Contracts;

namespace Pengcheng.Demo.Scenarios;

/// <summary>New lenders that refuse, or pay out another amount than they said.</summary>
internal static class Loans
{
    public static async Task Refused(Stage stage)
    {
        var deal = stage.NewDeal();
        await deal.Begin();
        await deal.Deposit();
        await deal.Door.Post("bank-a", $"{deal.Path}/loan-refusals", new { reason = "income not sufficient" });

        // Ten working days to find another one; the day after, it is over.
        await stage.WorkingDays(11);
        await deal.UntilStatus("Refunded");
        await Checks.RefundedToTheFen(deal);
    }

    public static async Task ShortAndOver(Stage stage)
    {
        var (deal, fen, thousand) = (stage.NewDeal(), Money.Cny(1), Money.Cny(100_000));
        await deal.Prepare();
        await deal.Register();
        await deal.Pay(Banks.Funding(Banks.Fund), deal.Cast.FundLoan + thousand);
        var back = await deal.UntilPayment("what was too much went back", line => line is { Purpose: "excess-return", State: "settled" });
        Checks.Require(back.Amount == thousand && back.Payee.Number == Banks.Funding(Banks.Fund).Number, deal, $"{back} is not what the fund paid too much");

        await deal.Pay(Banks.Funding(Banks.A), deal.Cast.BankLoan - fen);
        await deal.UntilReceived("disbursement", 2);
        Checks.Require(!(await deal.Payments()).Any(line => line.Purpose == "payoff"), deal, "clearing has begun although a fen is missing");
        await deal.UntilStage("AwaitingDisbursement");

        await deal.Pay(Banks.Funding(Banks.A), fen);
        await deal.UntilClosed();
    }
}
