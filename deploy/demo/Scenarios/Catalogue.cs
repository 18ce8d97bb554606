namespace Pengcheng.Demo.Scenarios;

/// <summary>A play: what it says, and how it goes.</summary>
/// <param name="Name">As given to <c>--scenario</c>.</param>
/// <param name="Says">One sentence.</param>
/// <param name="Play">Plays it; throws <see cref="DemoFailedException"/> when the platform does not do what it should.</param>
public sealed record Scenario(string Name, string Says, Func<Stage, Task> Play)
{
    /// <summary>Plays it in office hours, releases the fault buttons, and compares the platform's books with the bank's.</summary>
    public async Task PlayOn(Stage stage)
    {
        await SandboxClock.OpenOffices(stage.Door);
        try
        {
            await Play(stage);
        }
        finally
        {
            await stage.Clear();
        }

        await Checks.BooksAgree(stage.Door);
    }
}

/// <summary>All plays. They share one clock, which only goes forward: one after the other.</summary>
public static class Catalogue
{
    /// <summary>The one without a hitch.</summary>
    public const string Happy = "happy";

    /// <summary>All of them, in the order of a deal's life.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(Happy, "A mortgaged home changes hands.", stage => stage.NewDeal().Play()),
        new("sequential-mortgage", "The old mortgage stays until the old loan is paid (顺位抵押).", Modes.SequentialMortgage),
        new("double-pre-notice", "Advance notices first, registration after the payoff (双预告登记).", Modes.DoublePreNotice),
        new("deposit-late", "Half a down payment: extended once, lapsed, refunded.", Deposits.Late),
        new("third-party-payer", "A stranger pays the down payment and gets it back.", Deposits.FromAStranger),
        new("credit-reversed", "The bank takes credits back, before and after the registration.", Deposits.Reversed),
        new("loan-refused", "A lender refuses after the deposit, no other is found: refunded.", Loans.Refused),
        new("cancel-before-transfer", "Called off before the transfer: everything goes back to its origin.", Cancellations.BeforeTheTransfer),
        new("cancel-after-transfer", "Too late to call off: refused, and the deal closes.", Cancellations.AfterTheTransfer),
        new("notices-shuffled", "The registry's notices three times each, in every order, by both doors, also too early.", Notices.Shuffled),
        new("notices-disagree", "Registered and rejected: no money moves until it is cleared up.", Notices.Disagreeing),
        new("disbursement-short-and-over", "One lender is a fen short, the other pays too much.", Loans.ShortAndOver),
        new("quote-moved", "Payoffs beyond the buffer: the seller accepts, or tops up.", Payoffs.QuoteMoved),
        new("payoff-times-out-but-paid", "No answer to a payoff that was made: asked after, not sent again.", Payoffs.TimesOutButPaid),
        new("payoff-times-out-and-not-paid", "No answer to a payoff that was not made: a new reference, once the bank is sure.", Payoffs.TimesOutAndNotPaid),
        new("one-payoff-failing", "One payoff settled, the other refused for a day: the seller waits.", Payoffs.OneFailing),
        new("seller-account-closed", "The seller's account is closed: the seller names another one.", Sellers.AccountClosed),
        new("court-freeze", "A court freezes a deal, and in another one the seller's share.", Freezes.WholeAndShare),
        new("statement-differs", "The bank's statement is a fen off: nothing goes out until two people agree.", Statements.OffByAFen),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(scenario => scenario.Name);

    /// <summary>One by name.</summary>
    /// <exception cref="DemoFailedException">There is none.</exception>
    public static Scenario Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name)
        ?? throw new DemoFailedException($"There is no scenario {name}. There are: {string.Join(", ", Names)}, all.");
}
