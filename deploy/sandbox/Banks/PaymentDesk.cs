using System.Security.Cryptography;
using Npgsql;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Banks;

/// <summary>How one instruction is treated out of the ordinary, by a fault.</summary>
/// <param name="RefuseWith">It is refused with this code.</param>
/// <param name="SilencedBy">No advice until this fault is cleared or the payment is queried.</param>
/// <param name="AdviceCopies">It is advised so many times, under an id each.</param>
/// <param name="SettleAtOnce">It settles without the usual moment between.</param>
public sealed record Treatment(string? RefuseWith = null, long? SilencedBy = null, int AdviceCopies = 1, bool SettleAtOnce = false);

/// <summary>
/// Payments out of accounts of a bank. The reference is the payment's identity: the same content under it is the same payment for
/// ever, other content is refused. Entries and payment are one transaction; settlement follows (<see cref="Settlement"/>).
/// </summary>
public sealed class PaymentDesk(NpgsqlDataSource database, SandboxClock clock, Bell<Settlement> settlement, Bell<DeliveryWorker> deliveries)
{
    /// <summary>Takes an instruction whose signature is verified. Null: the reference stands for another payment.</summary>
    public async Task<PaymentStatus?> Take(string bank, PaymentInstruction instruction, Treatment treatment)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(instruction.SignedText()));
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        // A twin in another request waits here until the first has committed, and then finds its row.
        var isNew = await connection.Sql("""
            insert into payments (bank, reference, content_hash, debtor_account, creditor_bank, creditor_account, creditor_name, amount_fen,
                purpose, remittance_info, status, at, silenced_by, advice_copies)
            values (@bank, @reference, @hash, @debtor, @cBank, @cAccount, @cName, @amount, @purpose, @info, 'accepted', @at, @silenced, @copies)
            on conflict do nothing
            """)
            .With("bank", bank).With("reference", instruction.Reference).With("hash", hash).With("debtor", instruction.DebtorAccount)
            .With("cBank", instruction.Creditor.BankCode).With("cAccount", instruction.Creditor.Account).With("cName", instruction.Creditor.Name)
            .With("amount", instruction.Amount.Minor).With("purpose", instruction.Purpose).With("info", instruction.RemittanceInfo)
            .With("at", clock.Now).With("silenced", treatment.SilencedBy).With("copies", treatment.AdviceCopies).Run() == 1;
        if (isNew) await Execute(connection, bank, instruction, treatment);
        await transaction.CommitAsync();
        settlement.Ring();

        if (!isNew && await Hash(connection, bank, instruction.Reference) != hash) return null;
        return isNew ? await Find(connection, bank, instruction.Reference) : await Query(bank, instruction.Reference);
    }

    /// <summary>How the payment stands, or null. To be asked also ends a silence: the bank now knows that its answer was lost.</summary>
    public async Task<PaymentStatus?> Query(string bank, string reference)
    {
        await using var connection = await database.OpenConnectionAsync();
        await EndSilence(connection, "bank = @bank and reference = @reference", command => command.With("bank", bank).With("reference", reference));
        return await Find(connection, bank, reference);
    }

    /// <summary>A fault is cleared: what it had silenced is advised.</summary>
    public async Task BreakSilence(long fault)
    {
        await using var connection = await database.OpenConnectionAsync();
        await EndSilence(connection, "silenced_by = @fault", command => command.With("fault", fault));
    }

    /// <summary>Writes the advice of a payment that has come to its end.</summary>
    public static async Task Advise(NpgsqlConnection connection, string bank, PaymentStatus payment, int copies)
    {
        for (var copy = 0; copy < copies; copy++)
        {
            var advice = new PaymentAdvice(Guid.CreateVersion7().ToString("N"), payment.Reference, payment.Status,
                payment.BankReference ?? "", payment.Code, payment.Reason, payment.Amount, payment.At);
            await Outgoing.Write(connection, advice.AdviceId, Channels.Advice, Seeds.FindBank(bank)!.ClientId, PaymentAdvice.Path, payment.Reference, Json.Write(advice));
        }
    }

    /// <summary>Reads how a payment stands.</summary>
    public static PaymentStatus Read(NpgsqlDataReader row) => new(
        row.Get<string>("reference"), row.Get<string>("status"), row.Text("bank_reference"), row.Text("code"), row.Text("reason"),
        Money.Cny(row.Get<long>("amount_fen")), row.Get<DateTimeOffset>("at"));

    private async Task Execute(NpgsqlConnection connection, string bank, PaymentInstruction instruction, Treatment treatment)
    {
        // The endpoint has made sure that the debtor account is there; its name is not the payer's to give.
        var (debtor, creditor) = await Ledger.Lock(connection, new Party(bank, instruction.DebtorAccount, ""), instruction.Creditor);
        var refusal = treatment.RefuseWith is { } code ? (code, "fault button 故障按钮") : WhyNot(debtor, creditor, instruction);
        if (refusal is var (why, reason))
        {
            await connection.Sql("update payments set status = 'refused', code = @code, reason = @reason where bank = @bank and reference = @reference")
                .With("code", why).With("reason", reason).With("bank", bank).With("reference", instruction.Reference).Run();
            return;
        }
        var bankReference = await Ledger.Post(connection,
            new Posting(debtor, creditor, instruction.Amount, instruction.Reference, instruction.RemittanceInfo, clock.Now));
        await connection.Sql("""
            update payments set bank_reference = @bankReference, settle_due = now() + random() * @moment
            where bank = @bank and reference = @reference
            """)
            .With("bankReference", bankReference).With("moment", TimeSpan.FromMilliseconds(treatment.SettleAtOnce ? 0 : 50))
            .With("bank", bank).With("reference", instruction.Reference).Run();
    }

    private static (string, string)? WhyNot(Account debtor, Account creditor, PaymentInstruction instruction)
        => !debtor.IsOpen ? ("account-closed", "The debtor account is closed. 付款账户已销户。")
            : !creditor.IsOpen ? ("account-closed", "The creditor account is closed. 收款账户已销户。")
            : creditor.Name != instruction.Creditor.Name ? ("name-mismatch", "The creditor's name is not that of the account. 收款人户名不符。")
            : debtor.BalanceFen < instruction.Amount.Minor ? ("insufficient-funds", "The balance does not suffice. 账户余额不足。")
            : null;

    private async Task EndSilence(NpgsqlConnection connection, string which, Func<NpgsqlCommand, NpgsqlCommand> with)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        var ended = await with(connection.Sql($"update payments set silenced_by = null where silenced_by is not null and {which} returning *"))
            .Rows(row => (Bank: row.Get<string>("bank"), Payment: Read(row), Copies: row.Get<int>("advice_copies")));
        // One that is still to settle is advised when it settles.
        foreach (var (bank, payment, copies) in ended.Where(one => one.Payment.Status is "settled" or "returned"))
            await Advise(connection, bank, payment, copies);
        await transaction.CommitAsync();
        if (ended.Count > 0) deliveries.Ring();
    }

    private static Task<PaymentStatus?> Find(NpgsqlConnection connection, string bank, string reference)
        => connection.Sql("select * from payments where bank = @bank and reference = @reference").With("bank", bank).With("reference", reference).Row(Read);

    private static Task<string> Hash(NpgsqlConnection connection, string bank, string reference)
        => connection.Sql("select content_hash from payments where bank = @bank and reference = @reference").With("bank", bank).With("reference", reference).Value<string>();
}
