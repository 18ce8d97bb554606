using System.Data;
using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox.Banks;

/// <summary>Money that left the escrow account more than once for what looks like one thing.</summary>
public sealed record Duplicate(Party Creditor, string RemittanceInfo, Money Amount, long Times, IReadOnlyList<string> References);

/// <summary>All payments whose reference begins alike, refused and returned ones left out.</summary>
public sealed record Debits(string Prefix, long Payments, Money Total);

/// <summary>Reads the books: statements for the platform, entries and sums for tests.</summary>
public sealed class StatementDesk(NpgsqlDataSource database)
{
    /// <summary>The statement of one day, opening and closing balance and entries from one snapshot; or null.</summary>
    public async Task<Statement?> Of(string bank, string account, DateOnly date)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        if (await Ledger.Find(connection, bank, account) is null) return null;
        var opening = Money.Cny(await connection.Sql("""
            select coalesce(sum(case direction when 'credit' then amount_fen else -amount_fen end), 0)::bigint
            from entries where bank = @bank and account = @account and business_date < @date
            """).With("bank", bank).With("account", account).With("date", date).Value<long>());
        var entries = await connection.Sql("select * from entries where bank = @bank and account = @account and business_date = @date order by id")
            .With("bank", bank).With("account", account).With("date", date).Rows(Ledger.ReadEntry);
        var change = Money.Sum(entries.Select(entry => entry.Direction == "credit" ? entry.Amount : -entry.Amount));
        return new Statement(account, date, opening, opening + change, entries);
    }

    /// <summary>The entries of a bank, by account, remittance text, or payment reference.</summary>
    public async Task<List<object>> Entries(string bank, string? account, string? remittanceInfo, string? reference)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("""
            select * from entries where bank = @bank and (@account::text is null or account = @account)
            and (@info::text is null or remittance_info = @info) and (@reference::text is null or reference = @reference) order by id limit 5000
            """)
            .With("bank", bank).With("account", account).With("info", remittanceInfo).With("reference", reference)
            .Rows(object (row) => new { account = row.Get<string>("account"), reverses = row.Text("reverses"), entry = Ledger.ReadEntry(row) });
    }

    /// <summary>Payments of a bank, all or those of one reference, remittance text, or beginning of a reference.</summary>
    public async Task<List<object>> Payments(string bank, string? reference, string? remittanceInfo, string? prefix)
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("""
            select * from payments where bank = @bank and (@reference::text is null or reference = @reference)
            and (@info::text is null or remittance_info = @info) and (@prefix::text is null or starts_with(reference, @prefix)) order by at, reference limit 5000
            """)
            .With("bank", bank).With("reference", reference).With("info", remittanceInfo).With("prefix", prefix)
            .Rows(object (row) => new
            {
                payment = PaymentDesk.Read(row),
                debtorAccount = row.Get<string>("debtor_account"),
                creditor = ReadCreditor(row),
                purpose = row.Get<string>("purpose"),
                remittanceInfo = row.Get<string>("remittance_info"),
            });
    }

    /// <summary>Same creditor, same remittance text, same amount, more than once. Two equal deposits of one payer, refunded, look so too: see the references.</summary>
    public async Task<List<Duplicate>> Duplicates()
    {
        await using var connection = await database.OpenConnectionAsync();
        return await connection.Sql("""
            select creditor_bank, creditor_account, creditor_name, remittance_info, amount_fen, count(*) as times, array_agg(reference order by reference) as refs
            from payments where status in ('accepted', 'settled')
            group by creditor_bank, creditor_account, creditor_name, remittance_info, amount_fen having count(*) > 1
            """).Rows(row => new Duplicate(ReadCreditor(row), row.Get<string>("remittance_info"),
                Money.Cny(row.Get<long>("amount_fen")), row.Get<long>("times"), row.Get<string[]>("refs")));
    }

    /// <summary>What left under references that begin so: the books' own sum.</summary>
    public async Task<Debits> DebitsOf(string prefix)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.Sql("""
            select count(*) as payments, coalesce(sum(amount_fen), 0)::bigint as total from payments
            where starts_with(reference, @prefix) and status in ('accepted', 'settled')
            """).With("prefix", prefix).Rows(row => new Debits(prefix, row.Get<long>("payments"), Money.Cny(row.Get<long>("total"))))).Single();
    }

    private static Party ReadCreditor(NpgsqlDataReader row)
        => new(row.Get<string>("creditor_bank"), row.Get<string>("creditor_account"), row.Get<string>("creditor_name"));
}
