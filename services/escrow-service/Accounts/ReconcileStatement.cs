namespace Pengcheng.Escrow.Accounts;

/// <summary>One entry of the bank's statement.</summary>
/// <param name="BankReference">The bank's reference.</param>
/// <param name="Reference">Our own, for a payment that we instructed.</param>
/// <param name="Amount">Credits above zero, debits below.</param>
public sealed record StatementEntry(string BankReference, string? Reference, Money Amount);

/// <summary>The bank's statement of one business date.</summary>
public sealed record Statement(DateOnly Date, Money Opening, Money Closing, ImmutableList<StatementEntry> Entries);

/// <summary>One posting on the cash account: credits by the bank's reference, payments by our own.</summary>
/// <param name="Reference">See <c>Posting.Reference</c>. Postings of one reference are one entry.</param>
/// <param name="Amount">Debits (money in) above zero.</param>
public sealed record LedgerEntry(string Reference, Money Amount);

/// <summary>The ledger's side.</summary>
/// <param name="Entries">Its postings of the date.</param>
/// <param name="Earlier">Postings of earlier days that no statement has shown yet, and later ones that are known already; matched if the statement shows them.</param>
/// <param name="InTransit">Payments instructed and not yet confirmed, amounts above zero.</param>
public sealed record LedgerDay(ImmutableList<LedgerEntry> Entries, ImmutableList<LedgerEntry> Earlier, ImmutableList<LedgerEntry> InTransit);

/// <summary>End of day: compare the bank's statement with the ledger, to the fen.</summary>
/// <param name="Statement">The bank's side.</param>
/// <param name="Ledger">Ours.</param>
/// <param name="Before">Entries of earlier statements that the ledger has on this date, since their advices were late, or that this statement shows again.</param>
public sealed record ReconcileStatement(Statement Statement, LedgerDay Ledger, ImmutableList<StatementEntry> Before)
{
    /// <summary>
    /// Every entry of the statement is in the ledger or explained by a payment in transit; every entry of the ledger is
    /// in the statement; what an earlier statement has shown is not there again; the balances follow.
    /// </summary>
    public static Decision Decide(EscrowAccount? account, ReconcileStatement command, Facts facts)
    {
        // A day that is not over has no closing balance yet, and an advice of it may be on its way: it breaks nothing and settles nothing.
        if (command.Statement.Date >= facts.Today) return Decision.Nothing;
        var (difference, items, explained) = Compare(account, command);
        return Answer(account, command.Statement, difference, items, explained);
    }

    /// <summary>What differs at this moment, for the people who ask; null if nothing does. Of a day that is not over it is told and not recorded.</summary>
    public static ReconciliationBroken? Differs(EscrowAccount? account, ReconcileStatement command) =>
        Compare(account, command) is var (difference, items, _) && items.IsEmpty
            ? null
            : new ReconciliationBroken(command.Statement.Date, difference, items, command.Statement.Closing);

    private static (Money Difference, ImmutableList<string> Items, ImmutableList<string> Explained) Compare(EscrowAccount? account, ReconcileStatement command)
    {
        var (statement, ledger) = (command.Statement, command.Ledger);
        var items = ImmutableList.CreateBuilder<string>();
        var difference = statement.Closing - statement.Opening - Money.Sum(statement.Entries.Select(e => e.Amount));
        if (!difference.IsZero) items.Add($"the statement's entries do not make its balance: {difference}");

        var (shown, before) = (Sums(statement.Entries), Sums(command.Before));
        var booked = Sums(ledger.Entries);
        var known = Sums(ledger.Earlier);
        var sent = Sums(ledger.InTransit);
        var explained = ImmutableList.CreateBuilder<string>();
        foreach (var (reference, amount) in shown.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            // An earlier statement has shown it while it was in transit: the bank has paid it twice.
            if (account?.Explained.TryGetValue(reference, out var on) == true && on < statement.Date)
                Differ(reference, amount, Money.Zero);
            else if (booked.TryGetValue(reference, out var own))
                Differ(reference, amount, own);
            else if (known.TryGetValue(reference, out own))
                Differ(reference, amount, own - before.GetValueOrDefault(reference));
            else if (sent.TryGetValue(reference, out var underway) && amount == -underway)
                explained.Add(reference);
            else
                Differ(reference, amount, Money.Zero);
        }

        // What an earlier statement has shown was compared with that one.
        foreach (var (reference, own) in booked.Where(e => !shown.ContainsKey(e.Key) && before.GetValueOrDefault(e.Key) != e.Value).OrderBy(e => e.Key, StringComparer.Ordinal))
            Differ(reference, Money.Zero, own);

        if (account is { ReconciledTo: { } day } && day.AddDays(1) == statement.Date && statement.Opening != account.Closing)
        {
            difference += statement.Opening - account.Closing;
            items.Add($"opens with {statement.Opening}, but the day before closed with {account.Closing}");
        }

        return (difference, items.ToImmutable(), explained.ToImmutable());

        void Differ(string reference, Money bank, Money own)
        {
            if (bank == own) return;
            difference += bank - own;
            items.Add($"{reference}: statement {bank}, ledger {own}");
        }
    }

    private static Decision Answer(EscrowAccount? account, Statement statement, Money difference, ImmutableList<string> items, ImmutableList<string> explained)
    {
        if (items.IsEmpty)
        {
            var agreed = new StatementReconciled(statement.Date, statement.Closing, explained);
            return account is not null && account.ReconciledTo == statement.Date && account.Closing == statement.Closing && !account.IsCaughtUpBy(agreed)
                ? Decision.Nothing
                : Decision.Accept(agreed);
        }

        var broken = new ReconciliationBroken(statement.Date, difference, items, statement.Closing);
        return Same(account?.Broken, broken) || account?.Accepted.Any(a => Same(a, broken)) == true ? Decision.Nothing : Decision.Accept(broken);
    }

    private static bool Same(ReconciliationBroken? one, ReconciliationBroken other) =>
        one is not null && one.Date == other.Date && one.Difference == other.Difference && one.Items.SequenceEqual(other.Items);

    /// <summary>By what an entry is known in the ledger: a payment by our own reference, a credit by the bank's.</summary>
    public static string KeyOf(StatementEntry entry) => entry.Amount.IsNegative && entry.Reference is { Length: > 0 } own ? own : entry.BankReference;

    private static Dictionary<string, Money> Sums(IEnumerable<StatementEntry> entries) =>
        entries.GroupBy(KeyOf).ToDictionary(g => g.Key, g => Money.Sum(g.Select(e => e.Amount)), StringComparer.Ordinal);

    private static Dictionary<string, Money> Sums(IEnumerable<LedgerEntry> entries) =>
        entries.GroupBy(e => e.Reference).ToDictionary(g => g.Key, g => Money.Sum(g.Select(e => e.Amount)), StringComparer.Ordinal);
}
