using Pengcheng.Demo;
using Pengcheng.Testing;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>kill -9 in the middle of many deals: every deal closes, nothing is paid twice, nothing stays behind.</summary>
[NonParallelizable]
public sealed class KillTests
{
    private const int Deals = 40, AtOnce = 8;

    private static Door Door => RunningPlatform.Door;

    // A dead replica's claims on due commands are its own for a minute: services die together, so that this is waited for once.
    [TestCase("escrow-1,registry-1,gateway,escrow-2")]
    [TestCase("rabbitmq,registry-2,rabbitmq")]
    public async Task Whatever_is_killed_every_deal_closes_and_nothing_is_paid_twice(string victims)
    {
        await SandboxClock.OpenOffices(Door);
        var before = await Checks.EscrowCash(Door);
        var closed = 0;
        var deals = Parallel.ForEachAsync(Enumerable.Range(0, Deals), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) =>
        {
            await new Deal(Door, new Cast(Random.Shared.Next())).Play();
            Interlocked.Increment(ref closed);
        });
        foreach (var (turn, victim) in victims.Split(',').Index())
        {
            await Eventually.Holds(() => closed > 5 * turn || deals.IsCompleted, $"more than {5 * turn} deals are closed", seconds: 180);
            Assert.That(deals.IsCompleted, Is.False, "the kill came in the middle");
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
