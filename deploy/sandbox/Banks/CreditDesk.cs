using Npgsql;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Banks;

/// <summary>What the account bank booked, and the advice by which it told the platform.</summary>
public sealed record Booked(string AdviceId, string BankReference, DateTimeOffset At);

/// <summary>Money that comes into the escrow account, is taken back, or comes back.</summary>
public sealed class CreditDesk(NpgsqlDataSource database, SandboxClock clock, Bell<DeliveryWorker> deliveries)
{
    /// <summary>Books money that comes in and advises it. Null: the bank does not keep that account.</summary>
    public async Task<Booked?> Receive(string bank, string account, Party payer, Money amount, string remittanceInfo)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await Ledger.Find(connection, bank, account) is not { } known) return null;
        var (payerAccount, to) = await Ledger.Lock(connection, payer, known.AsParty);
        // The payer gives the name, as on any transfer: a third party's stands in the advice as it came.
        var booked = await BookAndAdvise(connection, new Posting(payerAccount with { Name = payer.Name }, to, amount, null, remittanceInfo, clock.Now));
        await transaction.CommitAsync();
        deliveries.Ring();
        return booked;
    }

    /// <summary>Takes a credit back, whatever the balance. Null: no such credit, or it was taken back before.</summary>
    /// <param name="bankOrClient">The bank's code, or its client id.</param>
    /// <param name="bankReference">The credit.</param>
    /// <param name="reason">Why.</param>
    public async Task<Booked?> Reverse(string bankOrClient, string bankReference, string reason)
    {
        var bank = Seeds.Banks.Single(known => known.Code == bankOrClient || known.ClientId == bankOrClient);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var credit = await connection.Sql("""
            select * from entries e where bank = @bank and bank_reference = @bankReference and direction = 'credit'
            and not exists (select 1 from entries r where r.reverses = e.bank_reference)
            """).With("bank", bank.Code).With("bankReference", bankReference).Row(row => new { Account = row.Get<string>("account"), Entry = Ledger.ReadEntry(row) });
        if (credit is null) return null;
        var (debtor, creditor) = await Ledger.Lock(connection, new Party(bank.Code, credit.Account, ""), credit.Entry.Counterparty);
        var at = clock.Now;
        var reversal = await Ledger.Post(connection, new Posting(debtor, creditor, credit.Entry.Amount, null, credit.Entry.RemittanceInfo, at, bankReference));
        var advice = new CreditReversal(NewAdviceId(), credit.Account, bankReference, credit.Entry.Amount, reason, at);
        await Outgoing.Write(connection, advice.AdviceId, Channels.Advice, bank.ClientId, CreditReversal.Path, credit.Entry.RemittanceInfo, Json.Write(advice));
        await transaction.CommitAsync();
        deliveries.Ring();
        return new Booked(advice.AdviceId, reversal, at);
    }

    /// <summary>The creditor's bank sends a settled payment back. Null: no such payment, or it is not settled.</summary>
    public async Task<PaymentStatus?> Return(string bank, string reference, string code, string reason)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var payment = await connection.Sql("""
            update payments set status = 'returned', code = @code, reason = @reason where bank = @bank and reference = @reference and status = 'settled' returning *
            """).With("code", code).With("reason", reason).With("bank", bank).With("reference", reference)
            .Row(row => new
            {
                Status = PaymentDesk.Read(row),
                Debtor = row.Get<string>("debtor_account"),
                Info = row.Get<string>("remittance_info"),
                Creditor = new Party(row.Get<string>("creditor_bank"), row.Get<string>("creditor_account"), row.Get<string>("creditor_name")),
            });
        if (payment is null) return null;
        var (from, to) = await Ledger.Lock(connection, payment.Creditor, new Party(bank, payment.Debtor, ""));
        // The money that came back is an entry of its own: its reference is what statement and advice have in common.
        var at = clock.Now;
        var entry = await Ledger.Post(connection, new Posting(from, to, payment.Status.Amount, reference, payment.Info, at, payment.Status.BankReference));
        var returned = (await connection.Sql("update payments set bank_reference = @entry, at = @at where bank = @bank and reference = @reference returning *")
            .With("entry", entry).With("at", at).With("bank", bank).With("reference", reference).Row(PaymentDesk.Read))!;
        await PaymentDesk.Advise(connection, bank, returned, copies: 1);
        await transaction.CommitAsync();
        deliveries.Ring();
        return returned;
    }

    /// <summary>Books a credit in the caller's transaction and writes its advice.</summary>
    public static async Task<Booked> BookAndAdvise(NpgsqlConnection connection, Posting credit)
    {
        var bankReference = await Ledger.Post(connection, credit);
        var advice = new CreditAdvice(NewAdviceId(), credit.Creditor.Number, bankReference, credit.Amount, credit.Debtor.AsParty, credit.RemittanceInfo, credit.At);
        await Outgoing.Write(connection, advice.AdviceId, Channels.Advice, Seeds.FindBank(credit.Creditor.Bank)!.ClientId, CreditAdvice.Path, credit.RemittanceInfo, Json.Write(advice));
        return new Booked(advice.AdviceId, bankReference, credit.At);
    }

    private static string NewAdviceId() => Guid.CreateVersion7().ToString("N");
}
