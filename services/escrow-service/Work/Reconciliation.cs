using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Funding;
using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Work;

/// <summary>Compares the bank's statement with the ledger: each day when it is over, and whenever the trustee asks.</summary>
public sealed class Reconciliation(Commands<EscrowAccount> accounts, IBanks banks, LedgerReader ledger)
{
    // As far as the ledger looks for the other side.
    private const int LatestAdviceDays = 10;

    /// <summary>Compares one business date.</summary>
    /// <returns>The account, and what differs at this moment; of a day that is not over it is told here only.</returns>
    /// <exception cref="HttpRequestException">The bank does not answer.</exception>
    public async Task<(EscrowAccount Account, ReconciliationBroken? Differs)> Compare(DateOnly date, Trigger trigger, CancellationToken cancel)
    {
        var (bankSide, own) = (await StatementOf(date, cancel), await ledger.Day(date, cancel));
        var command = new ReconcileStatement(bankSide, own, await ShownBefore(bankSide, own, cancel));
        var outcome = await accounts.Run(EscrowAccount.StreamId, trigger, (account, facts) => ReconcileStatement.Decide(account, command, facts));
        var account = outcome.State ?? (await accounts.Load(EscrowAccount.StreamId, cancel)).State ?? new EscrowAccount();
        return (account, ReconcileStatement.Differs(account, command));
    }

    // What the ledger has on this date and the statement has not, or the other way round: perhaps an earlier statement has it.
    private async Task<ImmutableList<StatementEntry>> ShownBefore(Statement statement, LedgerDay own, CancellationToken cancel)
    {
        var (booked, shownNow) = (own.Entries.Select(entry => entry.Reference).ToList(), statement.Entries.Select(ReconcileStatement.KeyOf).ToList());
        var missing = booked.Except(shownNow).Concat(shownNow.Intersect(own.Earlier.Select(entry => entry.Reference)).Except(booked)).ToHashSet(StringComparer.Ordinal);
        var found = ImmutableList.CreateBuilder<StatementEntry>();
        for (var days = 1; days <= LatestAdviceDays && missing.Count > 0; days++)
        {
            var shown = (await StatementOf(statement.Date.AddDays(-days), cancel)).Entries.Where(entry => missing.Contains(ReconcileStatement.KeyOf(entry))).ToList();
            found.AddRange(shown);
            missing.ExceptWith(shown.Select(ReconcileStatement.KeyOf));
        }
        return found.ToImmutable();
    }

    private async Task<Statement> StatementOf(DateOnly date, CancellationToken cancel)
    {
        var statement = await banks.Statement(date, cancel);
        return new Statement(statement.Date, statement.OpeningBalance, statement.ClosingBalance, [.. statement.Entries.Select(Entry)]);
    }

    // A credit that was taken back is known in the ledger by the credit's reference; the bank gives the taking-back one of its own.
    private static StatementEntry Entry(BankStatementEntry entry) => entry switch
    {
        { Direction: "debit", Reverses: { } credit } => new StatementEntry(entry.BankReference, ReverseCredit.Mark(credit), -entry.Amount),
        { Direction: "debit" } => new StatementEntry(entry.BankReference, entry.Reference, -entry.Amount),
        _ => new StatementEntry(entry.BankReference, entry.Reference, entry.Amount),
    };
}

/// <summary>
/// Reconciles every finished day, on every replica: the comparison is the same whoever makes it, and its outcome is
/// recorded once. Follows the platform's clock, so an advanced sandbox is reconciled day by day.
/// </summary>
public sealed class DailyReconciliation(
    Reconciliation reconciliation, Commands<EscrowAccount> accounts, TimeProvider clock, ILogger<DailyReconciliation> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? done = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var yesterday = ShenzhenTime.DateOf(clock.GetUtcNow()).AddDays(-1);
                var (account, _) = await accounts.Load(EscrowAccount.StreamId, stoppingToken);
                var broken = account?.Broken?.Date <= yesterday ? account.Broken.Date : (DateOnly?)null;
                var next = broken ?? (done ?? account?.ReconciledTo)?.AddDays(1) ?? yesterday;
                // One day after the other: a broken one is compared again until the ledger has caught up or two people have explained it.
                for (; next <= yesterday; next = next.AddDays(1))
                {
                    (account, _) = await reconciliation.Compare(next, new Trigger.Own("clock"), stoppingToken);
                    if (account.Broken?.Date == next) break;
                    done = next;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The day could not be reconciled yet: {Reason}", failure.Message);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
