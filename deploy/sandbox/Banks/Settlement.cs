using Npgsql;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Banks;

/// <summary>
/// Settles accepted payments when their moment has come, and advises them. A payment into a collection account repays the loan that
/// its remittance text names; what is too much goes back as a new credit. All in one transaction, so a crash settles nothing by halves.
/// </summary>
public sealed partial class Settlement(
    NpgsqlDataSource database, Setup setup, Bell<Settlement> bell, Bell<DeliveryWorker> deliveries, SandboxClock clock, ILogger<Settlement> log) : BackgroundService
{
    private static readonly TimeSpan WhileSomeWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WhileNoneWait = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await setup.Done.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SettleOne()) deliveries.Ring();
                await bell.Wait(await SomeWait() ? WhileSomeWait : WhileNoneWait, stoppingToken);
            }
            catch (NpgsqlException fault)
            {
                Troubled(log, fault);
                await bell.Wait(WhileNoneWait, stoppingToken);
            }
        }
    }

    private async Task<bool> SettleOne()
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var due = await connection.Sql("""
            update payments set status = 'settled' where (bank, reference) = (
                select bank, reference from payments where status = 'accepted' and settle_due <= now()
                order by settle_due limit 1 for update skip locked)
            returning *
            """).Row(row => new Due(
                row.Get<string>("bank"), row.Get<string>("debtor_account"), PaymentDesk.Read(row),
                new Party(row.Get<string>("creditor_bank"), row.Get<string>("creditor_account"), row.Get<string>("creditor_name")),
                row.Get<string>("remittance_info"), row.GetOrNull<long>("silenced_by"), row.Get<int>("advice_copies")));
        if (due is null) return false;
        if (due.SilencedBy is null) await PaymentDesk.Advise(connection, due.Bank, due.Payment, due.AdviceCopies);
        if (Seeds.Banks.Any(bank => bank.Code == due.Creditor.BankCode && bank.CollectionAccount == due.Creditor.Account)) await Repay(connection, due);
        await transaction.CommitAsync();
        return true;
    }

    private async Task Repay(NpgsqlConnection connection, Due due)
    {
        var excess = await LoanDesk.Repay(connection, due.Creditor.BankCode, due.RemittanceInfo, due.Payment.Amount, due.Payment.At);
        if (!excess.IsPositive) return;
        var (collection, debtor) = await Ledger.Lock(connection, due.Creditor, new Party(due.Bank, due.DebtorAccount, ""));
        await CreditDesk.BookAndAdvise(connection, new Posting(collection, debtor, excess, null, $"RETURN {due.Payment.Reference}", clock.Now));
    }

    private async Task<bool> SomeWait()
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("select exists (select 1 from payments where status = 'accepted')").Value<bool>();
    }

    private sealed record Due(
        string Bank, string DebtorAccount, PaymentStatus Payment, Party Creditor, string RemittanceInfo, long? SilencedBy, int AdviceCopies);

    [LoggerMessage(LogLevel.Warning, "Settlement is troubled; what is due is tried again")]
    private static partial void Troubled(ILogger log, Exception fault);
}
