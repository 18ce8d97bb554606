using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Storage;

/// <summary>The postings of a deal's events, and its line in the list.</summary>
public sealed class DealRows : IRows<Deal>
{
    private static readonly RowTable Deals = new("deals",
        "deal_id uuid, deal_no text, unit_no text, status text, price_fen bigint, balance_fen bigint, opened_on date, updated_at timestamptz, viewers text[]",
        "viewers gin");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Deals, LedgerRows.Postings];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Deal after, IReadOnlyList<RecordedEvent<Deal>> events)
    {
        foreach (var e in events) LedgerRows.Add(rows, e.Id, e.At, Postings.For(e.Data, e.After));
        rows.Put(Deals, after.DealNo.ToString(), after.UnitNo.ToString(), after.Status, after.Price.Minor, after.Balance.Minor, after.OpenedOn, events[^1].At, Viewers(after));
    }

    /// <summary>Who finds the deal in a list: subjects as they are, banks as <c>bank:{code}</c>.</summary>
    private static string[] Viewers(Deal deal) =>
    [
        .. deal.Buyers.Select(b => b.Subject), .. deal.Sellers.Select(s => s.Subject),
        .. deal.Lending.Old.Select(l => $"bank:{l.Loan.Lender}"), .. deal.Lending.New.Select(l => $"bank:{l.Loan.Lender}"),
    ];
}

/// <summary>The postings of money that belongs to no deal yet, and whether the account is in order.</summary>
public sealed class AccountRows : IRows<EscrowAccount>
{
    // One row: whether money may go out.
    private static readonly RowTable Order = new("account_order", "account_id uuid, in_order boolean");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Order, LedgerRows.Postings];

    /// <inheritdoc/>
    public void Write(RowWriter rows, EscrowAccount after, IReadOnlyList<RecordedEvent<EscrowAccount>> events)
    {
        foreach (var e in events) LedgerRows.Add(rows, e.Id, e.At, Postings.For(e.Data));
        rows.Put(Order, after.IsInOrder);
    }
}

internal static class LedgerRows
{
    // One row a side of a movement. A balance is a sum over an account; the whole escrow account is the account escrow-cash.
    public static readonly RowTable Postings = new("postings",
        "stream_id uuid, event_id uuid key, side int key, account text, amount_fen bigint, reference text?, business_date date, posted_at timestamptz",
        "account, business_date", "reference");

    public static void Add(RowWriter rows, Guid eventId, DateTimeOffset at, IEnumerable<Posting> postings)
    {
        foreach (var (side, posting) in postings.Index())
            rows.Add(Postings, eventId, side, posting.Account, posting.Amount.Minor, posting.Reference, ShenzhenTime.DateOf(at), at);
    }
}
