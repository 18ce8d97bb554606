using System.Net;
using System.Text.Json;
using Pengcheng.Demo;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>A deal that is not one's own: to every verb it is as if there were none.</summary>
[NonParallelizable]
public sealed class ForeignTests
{
    private const string Stranger = "citizen-stranger", ForeignBank = "bank-b";

    private static readonly object SomeAccount = new Cast(1).SellerAccount.Wire;

    private static readonly (string Path, object Body)[] Citizens =
    [
        ("signatures", new { }), ("cancellation", new { reason = "mine" }), ("payoff-confirmation", new { }), ("seller-account", new { account = SomeAccount }),
    ];

    private static readonly (string Path, object Body)[] BanksVerbs =
    [
        ("loan-approvals", new { contractNo = "X-1", amount = "CNY 1.00", validUntil = "2099-12-31", disbursingAccount = Banks.Funding(Banks.B).Wire }),
        ("loan-refusals", new { reason = "mine" }), ("releases", new { documentNo = "X-1" }),
    ];

    private static readonly (string Path, object Body)[] Officers =
    [
        ("screening", new { findings = Array.Empty<string>() }), ("registration", new { acceptanceNo = "X-1" }),
        ("registration/withdrawal", new { acceptanceNo = "X-1", documentNo = "X-1" }),
        ("registration/clarification", new { reverted = true, documentNo = "X-1" }), ("dispute", new { text = "mine" }), ("dispute/resolution", new { documentNo = "X-1" }),
        ("resumption", new { documentNo = "X-1" }), ("incidents/X-1/resolution", new { documentNo = "X-1" }),
        ("joint-releases", new { documentNo = "X-1", allocations = Array.Empty<object>() }),
        ("lenders/102584002008/replacement", new { lender = Banks.B, kind = "bank", amount = "CNY 1.00" }), ("payments/1/retry", new { }),
        ("manual-payments", new { proposalId = "X-1", line = 1, payee = SomeAccount, reason = "mine" }), ("manual-payments/X-1/approval", new { approved = true }),
        ("freezes", new { orderNo = "X-1", scope = "whole" }), ("freezes/X-1/release", new { }), ("judgments", new { caseNo = "X-1", allocations = Array.Empty<object>() }),
    ];

    private static Door Door => RunningPlatform.Door;

    [Test]
    public async Task A_stranger_gets_the_answer_of_a_deal_that_does_not_exist([Values(Stranger, ForeignBank)] string who)
    {
        var deal = await WithoutBankB();
        foreach (var read in (string[])["", "/timeline", "/ledger", "/live"])
            await SameAsNone(who, read, path => Door.TryGet(who, path), deal);
        foreach (var (path, body) in who == ForeignBank ? BanksVerbs : Citizens)
            await SameAsNone(who, $"/{path}", address => Door.TryPost(who, address, body), deal);

        // What is for others is refused at the gateway, whatever deal it is about.
        foreach (var (path, body) in Officers.Concat(who == ForeignBank ? Citizens : BanksVerbs))
            Assert.That((await Door.TryPost(who, $"{deal}/{path}", body)).Status, Is.EqualTo(HttpStatusCode.Forbidden), path);
        Assert.That(Known(await Door.Get("trustee-maker", $"{deal}/timeline")), Is.EqualTo(1), "nothing of it left a trace");
    }

    [Test]
    public async Task A_bank_lists_the_deals_of_its_own_loans_only()
    {
        var deal = await WithoutBankB();
        Assert.That(await Listed("bank-a", deal), Is.True);
        Assert.That(await Listed("bank-pfc", deal), Is.True);
        Assert.That(await Listed(ForeignBank, deal), Is.False);
    }

    [Test]
    public async Task Only_the_account_bank_speaks_about_the_escrow_account()
    {
        var advice = new { adviceId = "X-1", account = Banks.EscrowAccount, bankReference = "X-1", amount = "CNY 1.00", payer = SomeAccount, remittanceInfo = "none", at = "2026-01-05T10:00:00+08:00" };
        var (status, problem) = await Door.TryPost(ForeignBank, "/api/escrow/v1/credit-advices", advice);
        Assert.That(status, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(problem.GetProperty("type").GetString(), Does.EndWith("escrow.not-the-account-bank"));
    }

    private static async Task SameAsNone(string who, string what, Func<string, Task<(HttpStatusCode Status, JsonElement Answer)>> ask, string deal)
    {
        var (status, answer) = await ask(deal + what);
        var (_, none) = await ask($"/api/escrow/v1/deals/{Guid.CreateVersion7()}{what}");
        Assert.That(status, Is.EqualTo(HttpStatusCode.NotFound), $"{who}: {what}");
        Assert.That(Told(answer), Is.EqualTo(Told(none)), $"{who}: {what}");
    }

    private static string Told(JsonElement problem) => $"{problem.GetProperty("type")} {problem.GetProperty("title")} {problem.GetProperty("detail")}";

    private static int Known(JsonElement timeline) => timeline.GetArrayLength();

    private static async Task<bool> Listed(string who, string deal) =>
        (await Door.Get(who, "/api/escrow/v1/deals?limit=200")).GetProperty("items").EnumerateArray().Any(line => deal.EndsWith(line.GetProperty("dealId").GetString()!, StringComparison.Ordinal));

    private static async Task<string> WithoutBankB()
    {
        var cast = new Cast(Random.Shared.Next());
        var opened = await Door.Post(cast.Seller, "/api/escrow/v1/deals", new
        {
            unitNo = cast.UnitNo,
            price = cast.Price,
            downPayment = cast.Price - cast.FundLoan,
            buyers = new[] { new { subject = cast.Buyer, account = cast.BuyerAccount.Wire } },
            sellers = new[] { new { subject = cast.Seller, account = cast.SellerAccount.Wire, share = "10000bp" } },
            oldLoans = new[] { new { loanNo = cast.BankLoanNo, lender = Banks.A, kind = "bank", mortgageProofNo = cast.BankMortgage } },
            newLoans = new[] { new { lender = Banks.Fund, kind = "provident-fund", amount = cast.FundLoan } },
        });
        return $"/api/escrow/v1/deals/{opened.GetProperty("dealId").GetString()}";
    }
}
