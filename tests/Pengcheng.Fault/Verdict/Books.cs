using Pengcheng.Contracts;
using Pengcheng.Demo;

namespace Pengcheng.Fault.Verdict;

/// <summary>Money: every fen is somewhere, and went there once.</summary>
internal static class Books
{
    private const string Cash = "escrow-cash";

    /// <summary>Double entry in the platform's ledger; whoever has ended holds nothing.</summary>
    public static Finding Balance(Evidence evidence)
    {
        var ended = evidence.Deals.Where(deal => Deals.IsEnd(deal.Status)).Select(deal => deal.Id).ToHashSet();
        return new Finding("the ledger balances, event by event, and ended deals hold nothing", "escrow-service's postings", evidence.Postings.Count,
        [
            .. evidence.Postings.GroupBy(posting => posting.Event).Where(sides => sides.Sum(side => side.Fen) != 0).Select(sides => $"event {sides.Key} is out of balance by {sides.Sum(side => side.Fen)} fen"),
            .. evidence.Postings.Where(posting => posting.Account != Cash && ended.Contains(posting.Stream)).GroupBy(posting => (posting.Stream, posting.Account))
                .Where(account => account.Sum(posting => posting.Fen) != 0).Select(account => $"{evidence.NoOf(account.Key.Stream)} has ended, and {account.Key.Account} holds {-account.Sum(posting => posting.Fen)} fen"),
        ]);
    }

    /// <summary>The escrow account: each entry of the bank's is one of ours, and the other way round.</summary>
    public static Finding AgreeWithTheBank(Evidence evidence)
    {
        var ours = Sums(evidence.Postings.Where(posting => posting.Account == Cash).Select(posting => (posting.Reference ?? "none", posting.Fen)));
        var entries = evidence.Entries.Where(entry => entry.Account == Banks.EscrowAccount).ToList();
        var theirs = Sums(entries.Select(entry => (KeyOf(entry), entry.IsCredit ? entry.Fen : -entry.Fen)));
        var (ledger, bank) = (ours.Values.Sum(), evidence.Accounts.Single(account => account.Account == Banks.EscrowAccount).Fen);
        return new Finding("ledger and the bank's books agree to the fen, entry by entry", $"the escrow account: {Money.Cny(ledger)} in the ledger, {Money.Cny(bank)} at the bank", entries.Count,
        [
            .. ledger == bank ? Array.Empty<string>() : [$"the ledger has {ledger} fen, the bank {bank}"],
            .. ours.Keys.Union(theirs.Keys).Where(key => ours.GetValueOrDefault(key) != theirs.GetValueOrDefault(key))
                .Select(key => $"{key}: {ours.GetValueOrDefault(key)} fen in the ledger, {theirs.GetValueOrDefault(key)} at the bank"),
        ]);
    }

    /// <summary>The banks' own books: double entry, balances, loans repaid by what was paid for them.</summary>
    public static Finding OfTheBanksHold(Evidence evidence)
    {
        var balances = evidence.Entries.GroupBy(entry => (entry.Bank, entry.Account)).ToDictionary(account => account.Key, account => account.Sum(entry => entry.IsCredit ? entry.Fen : -entry.Fen));
        var paid = Sums(evidence.Payments.Where(payment => payment.Status == "settled").Select(payment => ($"{payment.CreditorBank}/{payment.Remittance.Split(' ')[^1]}", payment.Fen)));
        return new Finding("the banks' own books balance, and each loan got what was paid for it", "the sandbox banks' entries, accounts and loans", evidence.Entries.Count,
        [
            .. evidence.Entries.GroupBy(entry => entry.Reference).Where(sides => sides.Sum(side => side.IsCredit ? side.Fen : -side.Fen) != 0).Select(sides => $"bank entry {sides.Key} is out of balance"),
            .. evidence.Accounts.Where(account => account.Fen != balances.GetValueOrDefault((account.Bank, account.Account))).Select(account => $"{account.Account} holds {account.Fen} fen, its entries {balances.GetValueOrDefault((account.Bank, account.Account))}"),
            .. evidence.Loans.Where(loan => loan.PaidFen != paid.GetValueOrDefault($"{loan.Bank}/{loan.No}")).Select(loan => $"loan {loan.No} got {loan.PaidFen} fen of {paid.GetValueOrDefault($"{loan.Bank}/{loan.No}")} paid for it"),
        ]);
    }

    /// <summary>Each person's own account: what the platform says it paid less what it says it received.</summary>
    public static Finding OfPeopleAgree(Evidence evidence)
    {
        var moves = evidence.Deals.SelectMany(deal => evidence.LinesOf(deal.Id).Where(line => line.State == "settled").Select(line => (line.Payee.Number, line.Amount.Minor))
            .Concat(evidence.Views[deal.Id].GetProperty("receipts").EnumerateArray().Select(receipt => (Account.Read(receipt.GetProperty("payer")).Number, -Checks.AmountOf(receipt).Minor))));
        var expected = Sums(moves);
        var people = evidence.Accounts.Where(account => account.Kind == "customer").ToList();
        return new Finding("each buyer, seller and stranger has what the deals say", "customers' accounts in the banks' own books against receipts and payments of all deals", people.Count,
            [.. people.Where(account => account.Fen != expected.GetValueOrDefault(account.Account)).Select(account => $"{account.Account} at {account.Bank} holds {account.Fen} fen instead of {expected.GetValueOrDefault(account.Account)}")]);
    }

    /// <summary>A line of a deal is paid once, in the banks' own books and in the histories.</summary>
    public static Finding PaidOnce(Evidence evidence)
    {
        var left = evidence.Payments.Where(payment => payment.Status is "settled" or "accepted").ToList();
        return new Finding("nothing is paid twice", "payments in the bank's own books by deal and line, and every history", left.Count,
        [
            .. left.GroupBy(payment => payment.Reference[..payment.Reference.LastIndexOf('-')]).Where(line => line.Count() > 1).Select(line => $"line {line.Key}: {string.Join(", ", line.Select(payment => payment.Reference))}"),
            .. evidence.Events.Where(e => e.Type == "escrow.payment-settled-twice.v1").Select(e => $"{evidence.NoOf(e.Stream)}: {e.Type} {e.Data}"),
            .. evidence.Events.Where(e => e.Type == "escrow.payment-settled.v1").GroupBy(e => (e.Stream, Line: e.Data.GetProperty("line").GetInt32())).Where(line => line.Count() > 1)
                .Select(line => $"{evidence.NoOf(line.Key.Stream)}: line {line.Key.Line} settled {line.Count()} times"),
        ]);
    }

    private static string KeyOf(Booked entry) => entry switch
    {
        { IsCredit: false, Reverses: { } credit } => $"reversal:{credit}",
        { IsCredit: false, Ours: { } reference } => reference,
        _ => entry.Reference,
    };

    private static Dictionary<string, long> Sums(IEnumerable<(string Key, long Fen)> amounts) =>
        amounts.GroupBy(one => one.Key).ToDictionary(same => same.Key, same => same.Sum(one => one.Fen), StringComparer.Ordinal);
}
