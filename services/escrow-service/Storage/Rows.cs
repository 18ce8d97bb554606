using Marten;
using Pengcheng.Chassis.Calendar;
using Pengcheng.Chassis.Commands;
using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Ledger;

namespace Pengcheng.Escrow.Storage;

/// <summary>The postings of a deal's events, and its line in the list.</summary>
public sealed class DealRows : IRows<Deal>
{
    private const string Upsert = """
        insert into deals (deal_id, deal_no, unit_no, status, price_fen, balance_fen, opened_on, updated_at, viewers)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (deal_id) do update set status = excluded.status, balance_fen = excluded.balance_fen, updated_at = excluded.updated_at, viewers = excluded.viewers
        """;

    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId)
    {
        LedgerRows.Forget(session, streamId);
        session.QueueSqlCommand("delete from deals where deal_id = ?", streamId);
    }

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Deal after, IReadOnlyList<RecordedEvent<Deal>> events)
    {
        foreach (var e in events) LedgerRows.Queue(session, streamId, e.Id, e.At, Postings.For(e.Data, e.After));
        session.QueueSqlCommand(Upsert, after.DealId, after.DealNo.ToString(), after.UnitNo.ToString(), after.Status.ToString(),
            after.Price.Minor, after.Balance.Minor, after.OpenedOn, events[^1].At.ToUniversalTime(), Viewers(after));
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
    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId) => LedgerRows.Forget(session, streamId);

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, EscrowAccount after, IReadOnlyList<RecordedEvent<EscrowAccount>> events)
    {
        foreach (var e in events)
            LedgerRows.Queue(session, streamId, e.Id, e.At, e.Data switch
            {
                UnmatchedCreditReceived c => [new(Books.Cash, c.Amount, c.BankReference), new(Books.Unmatched, -c.Amount)],
                // The deal books the same credit again as its own, under the same reference of the bank.
                UnmatchedCreditAssigned a => [new(Books.Unmatched, a.Credit.Amount), new(Books.Cash, -a.Credit.Amount, a.BankReference)],
                UnmatchedCreditReversed r => [new(Books.Unmatched, r.Amount), new(Books.Cash, -r.Amount, Funding.ReverseCredit.Mark(r.BankReference))],
                _ => [],
            });
        session.QueueSqlCommand(
            "insert into account_order (account_id, in_order) values (?, ?) on conflict (account_id) do update set in_order = excluded.in_order",
            streamId, after.IsInOrder);
    }
}

internal static class LedgerRows
{
    public static void Forget(IDocumentOperations session, Guid streamId) => session.QueueSqlCommand("delete from postings where stream_id = ?", streamId);

    public static void Queue(IDocumentOperations session, Guid streamId, Guid eventId, DateTimeOffset at, IEnumerable<Posting> postings)
    {
        var side = 0;
        foreach (var posting in postings)
            session.QueueSqlCommand(
                "insert into postings (event_id, side, stream_id, account, amount_fen, reference, business_date, posted_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                eventId, side++, streamId, posting.Account, posting.Amount.Minor, (object?)posting.Reference ?? DBNull.Value,
                ShenzhenTime.DateOf(at), at.ToUniversalTime());
    }
}
