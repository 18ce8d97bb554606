using Pengcheng.Demo;
using Pengcheng.Testing;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>kill -9 in the middle of many deals: every deal closes, nothing is paid twice, nothing stays behind.</summary>
[NonParallelizable]
public sealed class KillTests
{
    private const int Deals = 24;

    private static Door Door => RunningPlatform.Door;

    [TestCase("escrow-1", "escrow-2")]
    [TestCase("registry-1", "gateway")]
    [TestCase("rabbitmq", "rabbitmq")]
    public async Task Whatever_is_killed_every_deal_closes_and_nothing_is_paid_twice(string first, string second)
    {
        await SandboxClock.OpenOffices(Door);
        var before = await Checks.EscrowCash(Door);
        var closed = 0;
        var deals = Task.WhenAll(Enumerable.Range(0, Deals).Chunk(Deals / 6).Select(async some =>
        {
            foreach (var _ in some)
            {
                await new Deal(Door, new Cast(Random.Shared.Next())).Play();
                Interlocked.Increment(ref closed);
            }
        }));
        foreach (var (victim, after) in ((string, int)[])[(first, Deals / 8), (second, Deals / 2)])
        {
            await Eventually.Holds(() => closed >= after || deals.IsCompleted, $"{after} deals are closed", seconds: 180);
            RunningPlatform.Kill(victim);
        }

        await deals;
        Assert.That(await Checks.EscrowCash(Door), Is.EqualTo(before), "the escrow account holds what it held");
        await Checks.BooksAgree(Door);
        var duplicates = await Door.Sandbox(HttpMethod.Get, "/sandbox/banks/duplicates");
        Assert.That(duplicates.GetProperty("duplicates").GetArrayLength(), Is.Zero, "payments made twice, in the banks' own books");
        foreach (var service in (string[])["/api/escrow", "/registry"])
            await Eventually.Holds(async () => await IsIdle(service), $"{service} has nothing left to publish, to retry or to replay", seconds: 120);
    }

    private static async Task<bool> IsIdle(string service)
    {
        var backlog = await Door.Get("operator", $"{service}/v1/ops/backlog");
        var letters = await Door.Get("operator", $"{service}/v1/ops/dead-letters");
        return backlog.GetProperty("outbox").GetInt64() == 0 && backlog.GetProperty("failing").GetInt64() == 0 && letters.GetArrayLength() == 0;
    }
}
