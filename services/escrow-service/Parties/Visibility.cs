using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Parties;

/// <summary>Who looks.</summary>
/// <param name="Role"><c>citizen</c>, <c>bank</c>, <c>trustee</c>, <c>court</c>, <c>operator</c> ...</param>
/// <param name="Subject">The token's subject.</param>
/// <param name="Bank">The bank of a bank's token.</param>
public sealed record Viewer(string Role, string Subject, CnapsCode? Bank = null)
{
    /// <summary>The caller of a request.</summary>
    public static Viewer Of(Chassis.Http.Caller caller) =>
        new(caller.Role, caller.Subject, CnapsCode.TryParse(caller.Organisation, out var bank, out _) ? bank : null);
}

/// <summary>How much of a deal somebody sees.</summary>
public enum Sight
{
    /// <summary>Nothing; to them there is no such deal (404).</summary>
    None,

    /// <summary>The deal's progress and their own part.</summary>
    Own,

    /// <summary>Everything.</summary>
    Full,
}

/// <summary>What of a deal somebody sees.</summary>
/// <param name="Sight">How much.</param>
/// <param name="OldLoans">Which old loans.</param>
/// <param name="NewLoans">Which new loans.</param>
/// <param name="Receipts">Which money in.</param>
/// <param name="Lines">Which payments.</param>
public sealed record View(Sight Sight, ImmutableList<OldLoanState> OldLoans, ImmutableList<NewLoanState> NewLoans, ImmutableList<Receipt> Receipts, ImmutableList<PaymentLine> Lines)
{
    /// <summary>Nothing.</summary>
    public static View Nothing { get; } = new(Sight.None, [], [], [], []);
}

/// <summary>The one place that decides who sees what.</summary>
public static class Visibility
{
    /// <summary>Whether there is such a deal for this viewer at all.</summary>
    public static bool Sees(Deal deal, Viewer viewer) => Of(deal, viewer).Sight != Sight.None;

    /// <summary>What a viewer sees. Trustee, court and operator see all; a party its own side; a bank its own loans (I8); others nothing.</summary>
    public static View Of(Deal deal, Viewer viewer) => viewer.Role switch
    {
        "trustee" or "court" or "operator" => new View(Sight.Full, deal.Lending.Old, deal.Lending.New, deal.Funds.Receipts, deal.Payments.Lines),
        "bank" => viewer.Bank is { } bank ? Bank(deal, bank) : View.Nothing,
        "citizen" => deal.Buyers.Any(b => b.Subject == viewer.Subject) ? Buyer(deal)
            : deal.SellerOf(viewer.Subject) is { } seller ? Seller(deal, seller)
            : View.Nothing,
        _ => View.Nothing,
    };

    /// <summary>Whether an order covers everything, or what is payable to this viewer: nobody else's order is told.</summary>
    public static bool IsFrozen(Deal deal, Viewer viewer) => deal.Holds.IsFrozen
        || (IsBuyer(deal, viewer) && deal.Holds.Freeze(FreezeScope.Buyer, viewer.Subject))
        || (IsSeller(deal, viewer) && deal.Holds.Freeze(FreezeScope.Seller, viewer.Subject));

    /// <summary>Whether the viewer sells here.</summary>
    public static bool IsSeller(Deal deal, Viewer viewer) => viewer.Role == "citizen" && deal.SellerOf(viewer.Subject) is not null;

    private static bool IsBuyer(Deal deal, Viewer viewer) => viewer.Role == "citizen" && deal.Buyers.Any(b => b.Subject == viewer.Subject);

    private static View Bank(Deal deal, CnapsCode bank)
    {
        var old = deal.Lending.Old.Where(l => l.Loan.Lender == bank).ToImmutableList();
        var @new = deal.Lending.New.Where(l => l.Loan.Lender == bank).ToImmutableList();
        if (old.IsEmpty && @new.IsEmpty) return View.Nothing;
        var receipts = deal.Funds.Receipts.Where(r => r.Lender == bank || @new.Any(l => r.Payer.Is(l.DisbursingAccount)) || old.Any(l => r.Payer.Is(l.CollectionAccount))).ToImmutableList();
        return new View(Sight.Own, old, @new, receipts,
            Lines(deal, l => old.Any(o => o.Loan.LoanNo == l.LoanNo) || @new.Any(n => l.Payee.Is(n.DisbursingAccount)) || old.Any(o => l.Payee.Is(o.CollectionAccount) && l.Purpose == LinePurpose.Release)));
    }

    private static View Buyer(Deal deal) => new(Sight.Own, [], deal.Lending.New,
        [.. deal.Funds.Receipts.Where(r => IsBuyers(deal, r.Payer) || r.Lender is not null)],
        Lines(deal, l => IsBuyers(deal, l.Payee) || deal.Lending.New.Any(n => l.Payee.Is(n.DisbursingAccount))));

    private static View Seller(Deal deal, Seller seller) => new(Sight.Own, deal.Lending.Old, [],
        [.. deal.Funds.Receipts.Where(r => seller.Account.Is(r.Payer) || r.Kind == ReceiptKind.Overpayment)],
        Lines(deal, l => l.LoanNo is not null || l.Subject == seller.Subject || seller.Account.Is(l.Payee)));

    private static bool IsBuyers(Deal deal, BankAccount account) => deal.Buyers.Any(b => b.Account.Is(account));

    private static ImmutableList<PaymentLine> Lines(Deal deal, Func<PlannedLine, bool> own) => [.. deal.Payments.Lines.Where(l => own(l.Plan))];
}
