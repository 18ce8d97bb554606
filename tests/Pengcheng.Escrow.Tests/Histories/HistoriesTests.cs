using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Pengcheng.Escrow.Tests.Histories;

/// <summary>
/// Thousands of random lives of a deal. Each is one seed; a failure prints it, and <c>PENGCHENG_SEED=n</c> plays it
/// again alone. <c>PENGCHENG_HISTORIES=n</c> plays more, from that seed if both are given.
/// </summary>
public sealed class HistoriesTests
{
    private const int Steps = 140;

    [Test]
    public void Every_history_keeps_every_invariant_and_comes_to_an_end()
    {
        if (Number("PENGCHENG_SEED") is { } one && Number("PENGCHENG_HISTORIES") is null)
        {
            Play(one);
            return;
        }

        var first = Number("PENGCHENG_SEED") ?? Environment.TickCount & 0x3fffffff;
        var failures = new ConcurrentQueue<Exception>();
        var ends = new ConcurrentDictionary<DealStatus, int>();
        var rare = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Parallel.For(0, Number("PENGCHENG_HISTORIES") ?? 2_400, (i, loop) =>
        {
            try
            {
                foreach (var c in Play(first + i))
                {
                    ends.AddOrUpdate(c.Deal.Status, 1, (_, n) => n + 1);
                    foreach (var kind in c.Events.Select(Rare).OfType<string>().Distinct()) rare.AddOrUpdate(kind, 1, (_, n) => n + 1);
                }
            }
            catch (Exception failure)
            {
                failures.Enqueue(new InvalidOperationException($"PENGCHENG_SEED={first + i} plays this again: {failure.Message}"));
                loop.Stop();
            }
        });

        TestContext.Out.WriteLine($"from seed {first}: {string.Join(", ", ends.OrderBy(e => e.Key).Select(e => $"{e.Value} {e.Key}"))}");
        TestContext.Out.WriteLine(string.Join(", ", rare.OrderBy(r => r.Key).Select(r => $"{r.Value} {r.Key}")));
        if (failures.TryDequeue(out var broken)) throw broken;
        Assert.That(ends.Keys, Is.SupersetOf(new[] { DealStatus.Closed, DealStatus.Refunded, DealStatus.Unwound }), "the histories reach all kinds of ends");
        Assert.That(rare.Keys, Is.SupersetOf(new[]
        {
            "other-amount", nameof(PaymentSettledTwice), nameof(DoublePaymentReturned), "returned-as-credit",
        }), "and a bank at its worst");
    }

    private static string? Rare(object e) => e switch
    {
        PaymentSettled { Difference: not null } => "other-amount",
        PaymentSettled { WasInTransit: false } => "paid-after-denial",
        PaymentSettledTwice or DoublePaymentReturned or ReturnReversed => e.GetType().Name,
        SecurityIncidentRaised { Kind: "returned-as-credit" } i => i.Kind,
        _ => null,
    };

    private static List<Case> Play(int seed)
    {
        var world = new World(seed);
        try
        {
            return Live(world);
        }
        catch (Exception failure)
        {
            throw new InvariantBroken($"{failure.Message}\n{world.Log}\n{failure.StackTrace}");
        }
    }

    private static List<Case> Live(World world)
    {
        var (scheduler, people) = (new Scheduler(world), new People(world));
        var trouble = new Troublemakers(world, scheduler);
        var deals = world.Chance(25) ? 2 : 1;
        for (var i = 1; i <= deals; i++) world.Cases.Add(new Case().Opened(Draw(world, i)));

        var restlessness = world.Dice.Next(5) switch { 0 => 0, 1 => 2, 2 => 20, _ => 8 };
        for (var step = 0; step < Steps; step++)
        {
            var c = world.Cases[world.Dice.Next(deals)];
            var roll = world.Dice.Next(100);
            if (roll < 30) scheduler.RunOne();
            else if (roll < 55) world.DeliverOne();
            else if (roll < 82) people.Help(c);
            else if (roll < 97 && world.Chance(restlessness * 5)) trouble.MakeOne(c);
            else if (roll < 97) world.Advance(world.Now.AddMinutes(world.Dice.Next(1, 240)));
            else world.Advance(scheduler.Next is { } next && world.Chance(40) ? next : world.Now.AddDays(world.Dice.Next(1, 4)));
            world.Check();
        }

        world.BeHelpful();
        scheduler.Surprise = 0;
        for (var step = 0; !AllDone(world); step++)
        {
            if (step > 4_000) throw new InvariantBroken($"stuck: {string.Join("; ", world.Cases.Select(Describe))}");
            if (world.DeliverOne() || scheduler.RunOne()) { world.Check(); continue; }
            var moved = false;
            foreach (var c in world.Cases) moved |= people.ClearUp(c) || people.Help(c);
            world.Check();
            if (!moved) world.Advance(scheduler.Next is { } next ? next : throw new InvariantBroken($"nobody has anything to do: {string.Join("; ", world.Cases.Select(Describe))}"));
        }

        foreach (var c in world.Cases) Replays(c);
        return world.Cases;
    }

    private static bool AllDone(World world) => world.Post.Count == 0 && world.Cases.All(c => c.Deal is { End: not null, Balance.IsZero: true });

    private static OpenDeal Draw(World world, int sequence)
    {
        var price = Samples.Yuan(1_000_000) + Money.Cny(world.Dice.Next(200_000_000));
        var lent = Money.Cny(world.Dice.Next(1, 60_000_000));
        NewLoan[] loans = world.Dice.Next(4) switch
        {
            0 => [],
            1 => [new(Samples.BankA, LoanKind.Bank, lent)],
            _ => [new(Samples.BankA, LoanKind.Bank, lent), new(Samples.Fund, LoanKind.ProvidentFund, Money.Cny(world.Dice.Next(1, 30_000_000)))],
        };
        Seller second = new("citizen-spouse", Samples.Account(Samples.BankA, "6200000003", "Spouse"), new BasisPoints(3_333));
        return Samples.Open((RegistrationMode)world.Dice.Next(3),
            world.Chance(40) ? [Samples.OldBankLoan, Samples.OldFundLoan] : [Samples.OldBankLoan],
            world.Chance(40) ? [Samples.Seller with { Share = new BasisPoints(6_667) }, second] : [Samples.Seller],
            loans, price, price - Money.Sum(loans.Select(l => l.Amount)),
            RealEstateUnitCode.Parse($"440304005003GB00012F0001{sequence:0000}"), sequence);
    }

    // The state is its events and nothing else, also after they have been written and read.
    private static void Replays(Case c)
    {
        Deal? again = null;
        foreach (var e in c.Events)
            again = Deal.Evolve(again, JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), ContractJson.Events), e.GetType(), ContractJson.Events)!);
        if (JsonSerializer.Serialize(again, ContractJson.Events) != JsonSerializer.Serialize(c.Deal, ContractJson.Events))
            throw new InvariantBroken("the stored events do not make the same state");
    }

    private static string Describe(Case c) => $"{c.Deal.DealNo} {c.Deal.Mode} {c.Deal.Status}/{c.Deal.Stage} balance {c.Deal.Balance} unassigned {c.Deal.Unassigned} "
        + $"T{c.Deal.Registration.HasTransfer} C{c.Deal.Registration.HasCancellations} N{c.Deal.Registration.HasNewMortgages} inconsistent {c.Deal.Registration.Inconsistent} "
        + $"lines [{string.Join(", ", c.Deal.Payments.Lines.Where(l => l.IsOpen).Select(l => $"{l.No} {l.Plan.Purpose} {l.State} {l.Held} {l.Code}"))}] timers [{string.Join(", ", c.Deadlines.Keys)}]";

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
