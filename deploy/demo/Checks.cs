using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Demo;

/// <summary>What must be true at the end, looked at from outside: in the platform's ledger and in the banks' own books.</summary>
public static class Checks
{
    /// <summary>Closed: every fen went where it belongs, once, and nothing is left.</summary>
    public static async Task ClosedToTheFen(Deal deal)
    {
        await NothingLeft(deal);
        var view = await deal.View();
        var lines = view.GetProperty("payments").EnumerateArray().Where(line => IsSettled(line)).ToList();
        var paid = Money.Sum(lines.Select(AmountOf));
        var received = Money.Sum(view.GetProperty("receipts").EnumerateArray().Select(AmountOf));
        Require(paid == received, deal, $"paid {paid}, received {received}");
        await PaidOnceByTheBank(deal, paid);
        foreach (var (bank, loan) in ((string, string)[])[(Banks.B, deal.Cast.BankLoanNo), (Banks.Fund, deal.Cast.FundLoanNo)])
            await LoanIsRepaid(deal, bank, loan);
    }

    /// <summary>Ended without the sale: everything went back, and nothing is left.</summary>
    public static async Task RefundedToTheFen(Deal deal)
    {
        await NothingLeft(deal);
        var view = await deal.View();
        var received = Money.Sum(view.GetProperty("receipts").EnumerateArray().Select(AmountOf));
        var back = Money.Sum(view.GetProperty("payments").EnumerateArray().Where(IsSettled).Select(AmountOf));
        Require(back == received, deal, $"{back} went back of {received}");
        await PaidOnceByTheBank(deal, back);
    }

    /// <summary>The sandbox bank's own books: what left the account for this deal, and that no payment was made twice.</summary>
    public static async Task PaidOnceByTheBank(Deal deal, Money expected)
    {
        var payments = await deal.Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{Banks.A}/payments?prefix={deal.DealNo}");
        var settled = payments.GetProperty("payments").EnumerateArray().Select(entry => entry.GetProperty("payment")).Where(payment => payment.GetProperty("status").GetString() == "settled").ToList();
        var sum = Money.Sum(settled.Select(AmountOf));
        Require(sum == expected, deal, $"the bank's books show {sum} paid, the platform {expected}");
    }

    /// <summary>Every account of the deal is at zero.</summary>
    public static async Task NothingLeft(Deal deal)
    {
        foreach (var account in (await deal.Door.Get("trustee-maker", $"{deal.Path}/ledger")).EnumerateArray())
            Require(Money.Parse(account.GetProperty("amount").GetString()!, null).IsZero, deal, $"{account} is not zero");
    }

    /// <summary>Fails with what was found.</summary>
    public static void Require(bool condition, Deal deal, string otherwise)
    {
        if (!condition) throw new DemoFailedException($"{deal.DealNo}: {otherwise}");
    }

    /// <summary>An element's amount.</summary>
    public static Money AmountOf(JsonElement element) => Money.Parse(element.GetProperty("amount").GetString()!, null);

    private static bool IsSettled(JsonElement line) => line.GetProperty("state").GetString() == "settled";

    private static async Task LoanIsRepaid(Deal deal, string bank, string loanNo)
    {
        var loan = await deal.Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{bank}/loans/{loanNo}");
        Require(Money.Parse(loan.GetProperty("principal").GetString()!, null).IsZero, deal, $"loan {loanNo} is not repaid: {loan}");
    }
}
