using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Pengcheng.Inspection.Tests.Histories;

/// <summary>
/// Random months of plans, scans, backfills, voids and outages. Each is one seed; a failure prints it, and <c>PENGCHENG_SEED=n</c>
/// plays it again alone. <c>PENGCHENG_HISTORIES=n</c> plays more, from that seed if both are given.
/// </summary>
public sealed class HistoriesTests
{
    private const int Steps = 420;

    [Test]
    public void Every_history_keeps_every_invariant()
    {
        if (Number("PENGCHENG_SEED") is { } one && Number("PENGCHENG_HISTORIES") is null)
        {
            Play(one);
            return;
        }

        var first = Number("PENGCHENG_SEED") ?? Environment.TickCount & 0x3fffffff;
        var failures = new ConcurrentQueue<Exception>();
        var seen = new ConcurrentDictionary<string, int>();
        Parallel.For(0, Number("PENGCHENG_HISTORIES") ?? 200, (i, loop) =>
        {
            try
            {
                foreach (var (name, times) in Play(first + i)) seen.AddOrUpdate(name, times, (_, n) => n + times);
            }
            catch (Exception failure)
            {
                failures.Enqueue(new InvalidOperationException($"PENGCHENG_SEED={first + i} plays this again: {failure.Message}"));
                loop.Stop();
            }
        });

        TestContext.Out.WriteLine($"from seed {first}: {string.Join(", ", seen.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{e.Value} {e.Key}"))}");
        if (failures.TryDequeue(out var broken)) throw broken;
        Assert.That(seen.Keys, Is.SupersetOf(new[]
        {
            nameof(JointVisitFormed), nameof(VisitScheduled), nameof(VisitAnnounced), nameof(SlotConfirmed), nameof(EntryRecorded), nameof(LateScanRecorded), nameof(EntryBackfilled),
            nameof(BackfillRejected), nameof(EntryVoided), nameof(UnscannedEntryDetected), nameof(UnscannedEntryExcused), nameof(ParticipantAbsent), nameof(FrequencyAlertRaised),
            nameof(AlertWithdrawn), nameof(UncoordinatedConcurrencyDetected), nameof(PlanCompleted), nameof(PlanReturned), nameof(VisitClosed), nameof(CaseTransferred), nameof(ComplaintEscalated),
        }), "the histories reach what they are about");
    }

    private static Dictionary<string, int> Play(int seed)
    {
        var world = new World(seed);
        try
        {
            Live(world);
            return world.Seen;
        }
        catch (Exception failure)
        {
            throw new InvariantBroken($"{failure.Message}\n{world.Log}\n{failure.StackTrace}");
        }
    }

    private static void Live(World world)
    {
        var (offices, streets) = (new Offices(world), new Streets(world));
        var haste = world.Dice.Next(8, 90);
        for (var step = 0; step < Steps; step++)
        {
            var roll = world.Dice.Next(100);
            if (roll < 30) world.RunOne();
            else if (roll < 55) offices.Act();
            else if (roll < 85) streets.Act();
            else if (roll < 92) world.WaitForVisit();
            else world.Wait(TimeSpan.FromHours(world.Dice.Next(1, haste)));
            world.Check();
        }

        // The network comes back, and everything that was told arrives.
        world.IsOffline = false;
        while (world.Backlog.Count > 0) streets.Upload();
        do
        {
            while (world.RunOne()) world.Check();
            world.Wait(TimeSpan.FromSeconds(1));
        }
        while (world.IsAnythingTold);
        world.CheckAtRest();

        // And then nothing but time: it comes to rest, and nothing is lost on the way.
        for (var day = 0; day < 120; day++)
        {
            world.Wait(TimeSpan.FromDays(1));
            while (world.RunOne()) { }
        }

        world.CheckAtRest();
        if (world.City.Commits.Deadlines.Count > 0) throw new InvariantBroken($"timers that never end: {string.Join(", ", world.City.Commits.Deadlines.Keys)}");
        Replays(world.City.Firms);
        Replays(world.City.Visits);
        Replays(world.City.Bodies);
        Replays(world.City.Complaints);
    }

    // (ii) and the rest: the state is its events and nothing else, also after they have been written and read.
    private static void Replays<TState>(Journal<TState> journal) where TState : class, IState<TState>
    {
        foreach (var stream in journal.Streams)
            if (JsonSerializer.Serialize(journal.Replayed(stream), ContractJson.Events) != JsonSerializer.Serialize(journal[stream], ContractJson.Events))
                throw new InvariantBroken($"the stored events do not make the same {typeof(TState).Name}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
