using System.Globalization;
using Npgsql;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Banks;

/// <summary>An account in the books.</summary>
public sealed record Account(string Bank, string Number, string Name, string Status, string Kind, long BalanceFen)
{
    /// <summary>Whether money can move.</summary>
    public bool IsOpen => Status == "open";

    /// <summary>As it stands in payments.</summary>
    public Party AsParty => new(Bank, Number, Name);
}

/// <summary>One amount from one account to another.</summary>
public sealed record Posting(
    Account Debtor, Account Creditor, Money Amount, string? Reference, string RemittanceInfo, DateTimeOffset At, string? Reverses = null);

/// <summary>
/// The banks' books. Every posting is two entries under one bank reference, so the books always balance. All steps work inside the
/// caller's transaction; accounts are locked in one order, so postings cannot block each other for ever.
/// </summary>
public static class Ledger
{
    /// <summary>Locks both accounts, opening for the outside world those that are not there yet.</summary>
    public static async Task<(Account First, Account Second)> Lock(NpgsqlConnection connection, Party first, Party second)
    {
        foreach (var party in new[] { first, second })
            await connection.Sql("insert into accounts (bank, account, name, status, kind) values (@bank, @account, @name, 'open', 'customer') on conflict do nothing")
                .With("bank", party.BankCode).With("account", party.Account).With("name", party.Name).Run();
        var locked = await connection.Sql("""
            select * from accounts where (bank = @bank1 and account = @account1) or (bank = @bank2 and account = @account2)
            order by bank, account for update
            """)
            .With("bank1", first.BankCode).With("account1", first.Account).With("bank2", second.BankCode).With("account2", second.Account).Rows(ReadAccount);
        return (locked.Single(Is(first)), locked.Single(Is(second)));
        static Func<Account, bool> Is(Party party) => account => account.Bank == party.BankCode && account.Number == party.Account;
    }

    /// <summary>The account, or null.</summary>
    public static Task<Account?> Find(NpgsqlConnection connection, string bank, string account)
        => connection.Sql("select * from accounts where bank = @bank and account = @account").With("bank", bank).With("account", account).Row(ReadAccount);

    /// <summary>Books between two locked accounts; answers the bank reference (银行流水号).</summary>
    public static async Task<string> Post(NpgsqlConnection connection, Posting posting)
    {
        var number = await connection.Sql("select nextval('bank_references')").Value<long>();
        var date = ShenzhenTime.DateOf(posting.At);
        var bankReference = string.Create(CultureInfo.InvariantCulture, $"{posting.Debtor.Bank[..3]}{date:yyyyMMdd}{number:D10}");
        await Enter("debit", posting.Debtor, posting.Creditor, -1);
        await Enter("credit", posting.Creditor, posting.Debtor, +1);
        return bankReference;

        async Task Enter(string direction, Account account, Account counterparty, int sign)
        {
            await connection.Sql("""
                insert into entries (bank_reference, bank, account, direction, amount_fen, counterparty_bank, counterparty_account,
                    counterparty_name, reference, remittance_info, reverses, at, business_date)
                values (@bankReference, @bank, @account, @direction, @amount, @cBank, @cAccount, @cName, @reference, @info, @reverses, @at, @date)
                """)
                .With("bankReference", bankReference).With("bank", account.Bank).With("account", account.Number).With("direction", direction)
                .With("amount", posting.Amount.Minor).With("cBank", counterparty.Bank).With("cAccount", counterparty.Number).With("cName", counterparty.Name)
                .With("reference", posting.Reference).With("info", posting.RemittanceInfo).With("reverses", posting.Reverses)
                .With("at", posting.At).With("date", date).Run();
            await connection.Sql("update accounts set balance_fen = balance_fen + @change where bank = @bank and account = @account")
                .With("change", sign * posting.Amount.Minor).With("bank", account.Bank).With("account", account.Number).Run();
        }
    }

    /// <summary>Reads an account.</summary>
    public static Account ReadAccount(NpgsqlDataReader row) => new(
        row.Get<string>("bank"), row.Get<string>("account"), row.Get<string>("name"), row.Get<string>("status"), row.Get<string>("kind"), row.Get<long>("balance_fen"));

    /// <summary>Reads an entry.</summary>
    public static StatementEntry ReadEntry(NpgsqlDataReader row) => new(
        row.Get<string>("bank_reference"), row.Text("reference"), row.Get<string>("direction"), Money.Cny(row.Get<long>("amount_fen")),
        new Party(row.Get<string>("counterparty_bank"), row.Get<string>("counterparty_account"), row.Get<string>("counterparty_name")),
        row.Get<string>("remittance_info"), row.Get<DateTimeOffset>("at"), row.Text("reverses"));
}
