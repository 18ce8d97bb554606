using Pengcheng.Demo;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>Deals side by side, on two replicas of each service.</summary>
[NonParallelizable]
public sealed class ManyTests
{
    private const int Deals = 20;

    private static Door Door => RunningPlatform.Door;

    [Test]
    public async Task Twenty_deals_at_once_close_to_the_fen_with_whole_timelines()
    {
        await SandboxClock.OpenOffices(Door);
        var before = await Checks.EscrowCash(Door);
        var deals = Enumerable.Range(0, Deals).Select(_ => new Deal(Door, new Cast(Random.Shared.Next()))).ToList();
        await Task.WhenAll(deals.Select(deal => deal.Play()));

        foreach (var deal in deals)
        {
            var versions = (await Door.Get("trustee-maker", $"{deal.Path}/timeline")).EnumerateArray().Select(entry => entry.GetProperty("version").GetInt64()).ToList();
            Assert.That(versions, Is.EqualTo(Enumerable.Range(1, versions.Count)), deal.DealNo);
        }

        Assert.That(await Checks.EscrowCash(Door), Is.EqualTo(before));
        await Checks.BooksAgree(Door);
    }
}
