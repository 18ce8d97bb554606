using System.Net;
using System.Text.Json;
using Npgsql;
using Pengcheng.Demo;
using Pengcheng.Testing;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>Postings and lists follow from the events: lost ones come back by the operator's one call, to the fen.</summary>
[NonParallelizable]
public sealed class RebuildTests
{
    private const string Rebuild = "/api/escrow/v1/ops/rows/rebuild";

    private static Door Door => RunningPlatform.Door;

    [Test]
    public async Task The_ledger_and_the_list_of_deals_come_back_the_same()
    {
        await SandboxClock.OpenOffices(Door);
        var (closed, open) = (new Deal(Door, new Cast(Random.Shared.Next())), new Deal(Door, new Cast(Random.Shared.Next())));
        await closed.Play();
        await open.Prepare();
        var cash = await Checks.EscrowCash(Door);
        var before = await Told(closed, open);

        await using (var store = await RunningPlatform.Database("escrow"))
        await using (var spoil = new NpgsqlCommand("delete from escrow.postings where side = 0; update escrow.postings set amount_fen = amount_fen + 1; update escrow.deals set status = 'lapsed', balance_fen = 7", store))
            await spoil.ExecuteNonQueryAsync();
        Assert.That(await Told(closed, open), Is.Not.EqualTo(before));

        Assert.That((await Door.TryPost("operator", Rebuild, new { })).Status, Is.EqualTo(HttpStatusCode.Accepted));
        var report = default(JsonElement);
        await Eventually.Holds(async () => (report = await Door.Get("operator", Rebuild)).GetProperty("state").GetString() != "running", "the rebuild is over", seconds: 120);
        Assert.That(report.GetProperty("state").GetString(), Is.EqualTo("done"), report.ToString());
        Assert.That(await Told(closed, open), Is.EqualTo(before));
        Assert.That(await Checks.EscrowCash(Door), Is.EqualTo(cash));
        await Checks.BooksAgree(Door);
        Assert.That((await Door.TryPost("bank-a", Rebuild, new { })).Status, Is.EqualTo(HttpStatusCode.Forbidden), "an operator's call");
    }

    private static async Task<string> Told(params Deal[] deals)
    {
        var told = new List<string> { (await Door.Get("trustee-maker", "/api/escrow/v1/deals?limit=200")).ToString() };
        foreach (var deal in deals) told.Add((await Door.Get("trustee-maker", $"{deal.Path}/ledger")).ToString());
        return string.Join('\n', told);
    }
}
