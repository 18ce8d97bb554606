using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Pengcheng.Demo;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>What each user sees and may do, through the gateway.</summary>
[NonParallelizable]
public sealed class DoorTests
{
    private static Door Door => RunningPlatform.Door;

    [Test]
    public async Task A_deal_is_seen_by_its_parties_each_their_own_part_and_by_nobody_else()
    {
        var deal = new Deal(Door, new Cast(Random.Shared.Next()));
        await deal.Prepare();
        var bankA = await Door.Get("bank-a", deal.Path);
        var bankB = await Door.Get("bank-b", deal.Path);
        var buyer = await Door.Get(deal.Cast.Buyer, deal.Path);
        Assert.Multiple(() =>
        {
            Assert.That(Loans(bankA, "newLoans"), Is.EqualTo(new[] { Banks.A }), "the new lender sees its own loan");
            Assert.That(Loans(bankA, "oldLoans"), Is.Empty);
            Assert.That(Loans(bankB, "oldLoans"), Is.EqualTo(new[] { Banks.B }), "the old lender sees its own loan");
            Assert.That(Loans(bankB, "newLoans"), Is.Empty);
            Assert.That(Loans(buyer, "oldLoans"), Is.Empty, "the seller's debts are not the buyer's to see");
            Assert.That(bankA.TryGetProperty("balance", out var balance) && balance.ValueKind == JsonValueKind.String, Is.False);
        });

        const string stranger = "citizen-stranger";
        foreach (var path in (string[])["", "/timeline", "/ledger", "/live"])
            Assert.That((await Door.TryGet(stranger, deal.Path + path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        Assert.That((await Door.TryPost(stranger, $"{deal.Path}/cancellation", new { reason = "mine" })).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Door.TryPost(stranger, $"{deal.Path}/signatures", new { })).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Door.TryPost("bank-b", $"{deal.Path}/manual-payments", new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden), "a verb needs its scope");
        Assert.That((await Door.TryPost("bank-b", $"{deal.Path}/loan-refusals", new { reason = "not mine" })).Status, Is.Not.EqualTo(HttpStatusCode.OK), "a bank speaks for its own loans");
    }

    [Test]
    public async Task The_list_pages_through_ones_own_deals_only()
    {
        var cast = new Cast(Random.Shared.Next());
        var deal = new Deal(Door, cast);
        await deal.Open();
        var own = await Door.Get(cast.Buyer, "/api/escrow/v1/deals");
        Assert.That(own.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("dealId").GetString()), Is.EqualTo(new[] { deal.Id }));
        var status = own.GetProperty("items")[0].GetProperty("status").GetString();
        Assert.That((await Door.Get(cast.Buyer, $"/api/escrow/v1/deals?status={status}")).GetProperty("items").GetArrayLength(), Is.EqualTo(1));
        Assert.That((await Door.Get(cast.Buyer, "/api/escrow/v1/deals?status=closed")).GetProperty("items").GetArrayLength(), Is.Zero);
        foreach (var wrong in (string[])["Closed", "1", "closed,lapsed", "awaitingdeposit"])
            Assert.That((await Door.TryGet(cast.Buyer, $"/api/escrow/v1/deals?status={wrong}")).Status, Is.EqualTo(HttpStatusCode.BadRequest), wrong);

        for (var more = 0; more < 2; more++) await new Deal(Door, new Cast(Random.Shared.Next())).Open();
        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await Door.Get("trustee-maker", $"/api/escrow/v1/deals?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("dealId").GetString()));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null && seen.Count < 50);

        Assert.That(seen, Is.Unique);
        Assert.That(seen, Does.Contain(deal.Id).And.Ordered.Descending);
    }

    [Test]
    public async Task Live_progress_is_told_at_once()
    {
        var deal = new Deal(Door, new Cast(Random.Shared.Next()));
        await deal.Open();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(RunningPlatform.Address.Gateway, $"{deal.Path}/live"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Door.TokenOf(deal.Cast.Seller));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/event-stream"));

        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.That(await NextStatus(reader, patience.Token), Is.EqualTo("drafted"));
        await deal.Screen();
        string? status;
        do status = await NextStatus(reader, patience.Token); while (status == "drafted");
        Assert.That(status, Is.EqualTo("screened"));
    }

    [Test]
    public async Task The_documents_of_every_service_and_the_error_registry_are_at_the_gateway()
    {
        foreach (var path in (string[])["/docs/openapi/escrow.json", "/docs/openapi/registry.json", "/docs/asyncapi/escrow.json", "/docs/asyncapi/registry.json", "/docs/errors/escrow.unit-has-live-deal", "/health"])
            Assert.That((await Door.TryGet("operator", path)).Status, Is.EqualTo(HttpStatusCode.OK), path);
    }

    private static string?[] Loans(JsonElement view, string which) => [.. view.GetProperty(which).EnumerateArray().Select(loan => loan.GetProperty("lender").GetString())];

    private static async Task<string?> NextStatus(StreamReader reader, CancellationToken patience)
    {
        while (await reader.ReadLineAsync(patience) is { } line)
            if (line.StartsWith("data: {", StringComparison.Ordinal))
                return JsonDocument.Parse(line[6..]).RootElement.GetProperty("status").GetString();
        return null;
    }
}
