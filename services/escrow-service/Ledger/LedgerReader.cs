using Npgsql;
using Pengcheng.Escrow.Accounts;

namespace Pengcheng.Escrow.Ledger;

/// <summary>Balances, each by one query over the postings.</summary>
public sealed class LedgerReader(NpgsqlDataSource database)
{
    /// <summary>An account's balance as its fold; liabilities are shown above zero.</summary>
    public sealed record Balance(string Account, Money Amount);

    /// <summary>The accounts of one deal and their balances.</summary>
    public Task<IReadOnlyList<Balance>> OfDeal(Guid dealId, CancellationToken cancel) => Balances(
        "select account, -sum(amount_fen)::bigint from postings where stream_id = $1 and account <> 'escrow-cash' group by account order by account", cancel, dealId);

    /// <summary>The whole escrow account: cash, and what it is held for.</summary>
    public Task<IReadOnlyList<Balance>> Whole(CancellationToken cancel) => Balances("""
        select kind, sum(amount)::bigint from (
            select case when account like 'deal:%' then 'deals' else account end as kind,
                   case when account in ('escrow-cash', 'claims') then amount_fen else -amount_fen end as amount from postings) lines
        group by kind order by kind
        """, cancel);

    /// <summary>The stream that a credit of the bank is booked to: a deal, the account's own for money without a deal, or null.</summary>
    public async Task<Guid?> HolderOfCredit(string bankReference, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(
            "select stream_id from postings where reference = $1 and account = 'escrow-cash' and amount_fen > 0 order by posted_at desc limit 1");
        command.Parameters.AddWithValue(bankReference);
        return (Guid?)await command.ExecuteScalarAsync(cancel);
    }

    /// <summary>The ledger's side of one business date, for reconciliation.</summary>
    public async Task<LedgerDay> Day(DateOnly date, CancellationToken cancel)
    {
        const string cash = "select reference, amount_fen from postings where account = 'escrow-cash' and reference is not null and ";
        await using var batch = database.CreateBatch();
        foreach (var sql in (string[])
        [
            cash + "business_date = $1",
            // An advice may be late, by minutes at midnight or by days when something is down.
            cash + "business_date between $1 - 10 and $1 + 10 and business_date <> $1",
            "select reference, -sum(amount_fen)::bigint from postings where account like 'deal:%:in-transit' and business_date <= $1 group by reference having sum(amount_fen) <> 0",
        ])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new NpgsqlParameter { Value = date } } });
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        var (booked, earlier) = (await Entries(reader, cancel), await More());
        return new LedgerDay(booked, earlier, await More());

        async Task<ImmutableList<LedgerEntry>> More()
        {
            await reader.NextResultAsync(cancel);
            return await Entries(reader, cancel);
        }
    }

    private static async Task<ImmutableList<LedgerEntry>> Entries(NpgsqlDataReader reader, CancellationToken cancel)
    {
        var entries = ImmutableList.CreateBuilder<LedgerEntry>();
        while (await reader.ReadAsync(cancel)) entries.Add(new LedgerEntry(reader.GetString(0), Money.Cny(reader.GetInt64(1))));
        return entries.ToImmutable();
    }

    private async Task<IReadOnlyList<Balance>> Balances(string sql, CancellationToken cancel, params object[] values) =>
        await database.Read(sql, values, row => new Balance(row.GetString(0), Money.Cny(row.GetInt64(1))), cancel);
}
