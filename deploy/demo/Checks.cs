using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Demo;

/// <summary>What must be true at the end, looked at from outside: in the platform's ledger and in the banks' own books.</summary>
public static class Checks
{
    private static readonly string[] Lenders = [.. new[] { Banks.A, Banks.B, Banks.Fund }.SelectMany(bank => new[] { Banks.Funding(bank).Number, Banks.Collection(bank) })];

    /// <summary>Closed: every fen went where it belongs, once, and nothing is left.</summary>
    /// <param name="deal">The deal.</param>
    /// <param name="daysMayPass">Somebody else moves the clock: a payoff may be on its way when its day ends, and a day's interest is then open at the lender.</param>
    public static async Task ClosedToTheFen(Deal deal, bool daysMayPass = false)
    {
        await Balanced(deal);
        foreach (var (bank, loan) in ((string, string)[])[(Banks.B, deal.Cast.BankLoanNo), (Banks.Fund, deal.Cast.FundLoanNo)])
            await LoanIsRepaid(deal, bank, loan, daysMayPass);
    }

    /// <summary>Ended without the sale: everything went back to where it came from, and nothing is left.</summary>
    public static async Task RefundedToTheFen(Deal deal)
    {
        await Balanced(deal);
        Require(await BalanceOf(deal, deal.Cast.BuyerAccount) == Money.Zero, deal, "the buyer does not have all of it back");
        Require(await BalanceOf(deal, deal.Cast.SellerAccount) == Money.Zero, deal, "the seller has money of a sale that was not");
    }

    /// <summary>Nothing has left the escrow account for this deal, in the platform's view and in the bank's own books.</summary>
    public static async Task NothingPaid(Deal deal)
    {
        Require(!(await deal.Payments()).Any(line => line.State is "instructed" or "unknown" or "not-found" or "settled"), deal, "money has moved, or is about to");
        await PaidOnceByTheBank(deal, Money.Zero);
    }

    /// <summary>The sandbox bank's own books: what left the account for this deal, and that nothing left twice.</summary>
    public static async Task PaidOnceByTheBank(Deal deal, Money expected)
    {
        var settled = (await deal.BankPayments()).Where(payment => payment.Status == "settled").ToList();
        var sum = Money.Sum(settled.Select(payment => payment.Amount));
        Require(sum == expected, deal, $"the bank's books show {sum} paid, the platform {expected}");
        var twice = settled.GroupBy(payment => payment.Line).FirstOrDefault(line => line.Count() > 1);
        Require(twice is null, deal, $"line {twice?.Key} was paid {twice?.Count()} times");
    }

    /// <summary>Every account of the deal is at zero.</summary>
    public static async Task NothingLeft(Deal deal)
    {
        foreach (var account in (await deal.Door.Get("trustee-maker", $"{deal.Path}/ledger")).EnumerateArray())
            Require(AmountOf(account).IsZero, deal, $"{account} is not zero");
    }

    /// <summary>The platform's ledger and the bank's books agree: in the balance, and entry by entry in today's statement.</summary>
    public static async Task BooksAgree(Door door)
    {
        var (ledger, bank) = (await EscrowCash(door), AmountOf(await door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{Banks.A}/accounts/{Banks.EscrowAccount}"), "balance"));
        if (ledger != bank) throw new DemoFailedException($"The ledger has {ledger} on the escrow account, the bank {bank}.");
        var account = await door.Post("trustee-maker", "/api/escrow/v1/account/reconciliations", new { date = await SandboxClock.Today(door) });
        if (!account.GetProperty("inOrder").GetBoolean() || account.GetProperty("items").GetArrayLength() > 0)
            throw new DemoFailedException($"The bank's statement and the ledger differ: {account}");
    }

    /// <summary>What the platform's ledger has on the escrow account.</summary>
    public static async Task<Money> EscrowCash(Door door)
    {
        var account = await door.Get("trustee-maker", "/api/escrow/v1/account");
        return account.GetProperty("balances").EnumerateArray().Where(balance => balance.GetProperty("account").GetString() == "escrow-cash")
            .Select(balance => AmountOf(balance)).SingleOrDefault(Money.Zero);
    }

    /// <summary>An outside account's balance in its bank's own books; people begin with nothing.</summary>
    public static async Task<Money> BalanceOf(Deal deal, Account account) =>
        AmountOf(await deal.Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{account.BankCode}/accounts/{account.Number}"), "balance");

    /// <summary>Fails with what was found.</summary>
    public static void Require(bool condition, Deal deal, string otherwise)
    {
        if (!condition) throw new DemoFailedException($"{deal.DealNo}: {otherwise}");
    }

    /// <summary>An element's amount.</summary>
    public static Money AmountOf(JsonElement element, string name = "amount") => Money.Parse(element.GetProperty(name).GetString()!, null);

    // In and out are equal in the platform's view, in its ledger, and in the bank's books; each person's own account agrees.
    private static async Task Balanced(Deal deal)
    {
        await NothingLeft(deal);
        var receipts = (await deal.View()).GetProperty("receipts").EnumerateArray().ToList();
        var settled = (await deal.Payments()).Where(line => line.State == "settled").ToList();
        var (received, paid) = (Money.Sum(receipts.Select(receipt => AmountOf(receipt))), Money.Sum(settled.Select(line => line.Amount)));
        Require(paid == received, deal, $"paid {paid}, received {received}");
        await PaidOnceByTheBank(deal, paid);
        Require(await ReceivedByTheBank(deal) == received, deal, $"the bank's books show other money in than {received}");

        var moves = receipts.Select(receipt => (Account: Account.Read(receipt.GetProperty("payer")), Amount: -AmountOf(receipt)))
            .Concat(settled.Select(line => (Account: line.Payee, line.Amount)));
        foreach (var person in moves.Where(move => !Lenders.Contains(move.Account.Number)).GroupBy(move => move.Account))
        {
            var (expected, held) = (Money.Sum(person.Select(move => move.Amount)), await BalanceOf(deal, person.Key));
            Require(held == expected, deal, $"{person.Key.Number} holds {held} at its bank instead of {expected}");
        }
    }

    private static async Task<Money> ReceivedByTheBank(Deal deal)
    {
        var entries = await deal.Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{Banks.A}/entries?account={Banks.EscrowAccount}&remittanceInfo={deal.DealNo}");
        return Money.Sum(entries.GetProperty("entries").EnumerateArray().Select(one => one.GetProperty("entry"))
            .Select(entry => entry.GetProperty("direction").GetString() == "credit" ? AmountOf(entry) : -AmountOf(entry)));
    }

    private static async Task LoanIsRepaid(Deal deal, string bank, string loanNo, bool daysMayPass)
    {
        var loan = await deal.Door.Sandbox(HttpMethod.Get, $"/sandbox/banks/{bank}/loans/{loanNo}");
        Require(daysMayPass || AmountOf(loan, "principal").IsZero && loan.GetProperty("status").GetString() == "settled", deal, $"loan {loanNo} is not repaid: {loan}");
        var paid = Money.Sum((await deal.BankPayments()).Where(payment => payment.Status == "settled" && payment.RemittanceInfo.EndsWith(loanNo, StringComparison.Ordinal)).Select(payment => payment.Amount));
        Require(AmountOf(loan, "paid") == paid, deal, $"loan {loanNo} got {AmountOf(loan, "paid")} of {paid}");
    }
}
