using Pengcheng.Demo;
using Pengcheng.Demo.Scenarios;

namespace Pengcheng.Fault.Load;

/// <summary>A kind of play that the load is made of.</summary>
/// <param name="Name">A scenario of the demo, a deal with a fault of its own, or a day of inspections.</param>
/// <param name="Weight">How often it comes, beside the others.</param>
/// <param name="Play">How it goes, with a seed for what it makes up besides its deals.</param>
internal sealed record Part(string Name, int Weight, Func<Stage, int, Task> Play);

/// <summary>
/// What plays there are. Of the deals half go without a hitch; the others are the demo's unhappy scenarios that move no clock and touch
/// no other deal, and deals whose bank misbehaves for them alone. One play in five is a firm's day of inspections.
/// </summary>
internal static class Mix
{
    private const string Payments = $"bank:{Banks.A}.payments";

    private static readonly Part[] Parts =
    [
        Scenario(Catalogue.Happy, 50),
        Scenario("sequential-mortgage", 6), Scenario("double-pre-notice", 6), Scenario("third-party-payer", 6), Scenario("credit-reversed", 3),
        Scenario("cancel-before-transfer", 8), Scenario("cancel-after-transfer", 4), Scenario("notices-disagree", 2), Scenario("disbursement-short-and-over", 5),
        Scenario("quote-moved", 2), Scenario("seller-account-closed", 4), Scenario("court-freeze", 2),
        Payoff("delay", 1), Payoff("answer-twice", 2), Payoff("out-of-order", 1), Payoff("accept-then-time-out", 3), Payoff("drop", 2), Payoff("refuse", 2),
        new("firm-day", 25, (stage, seed) => FirmDay.Play(stage.Door, seed)),
    ];

    /// <summary>Every kind of play, with its weight.</summary>
    public static IEnumerable<(string Name, int Weight)> All => Parts.Select(part => (part.Name, part.Weight));

    /// <summary>One of them, by weight.</summary>
    public static Part Draw(Random dice)
    {
        var at = dice.Next(Parts.Sum(part => part.Weight));
        return Parts.First(part => (at -= part.Weight) < 0);
    }

    private static Part Scenario(string name, int weight) => new(name, weight, (stage, _) => Catalogue.Find(name).Play(stage));

    // The bank misbehaves at the payoff of this deal's old bank loan, once; time goes on by itself, or is moved when all else is done.
    private static Part Payoff(string kind, int weight) => new($"payoff:{kind}", weight, async (stage, _) =>
    {
        var deal = stage.NewDeal();
        await stage.Fault(Payments, kind, deal.Cast.BankLoanNo, code: "internal");
        await deal.Play();
    });
}
