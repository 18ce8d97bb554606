using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Funding;

/// <summary>A credit of the bank, or the part of it that was taken for one purpose.</summary>
/// <param name="BankReference">The bank's reference of the credit.</param>
/// <param name="Kind">What it was taken for.</param>
/// <param name="Amount">What is left of it after reversals.</param>
/// <param name="Payer">Who paid; refunds go there and nowhere else.</param>
/// <param name="Lender">The lender of a disbursement.</param>
/// <param name="Subject">The party whose account it was when the money came; a seller may name another one later.</param>
public sealed record Receipt(string BankReference, ReceiptKind Kind, Money Amount, BankAccount Payer, CnapsCode? Lender = null, string? Subject = null);

/// <summary>The deal's money in.</summary>
public sealed record Funds
{
    /// <summary>Every credit that was taken, whatever for.</summary>
    public ImmutableList<Receipt> Receipts { get; init; } = [];

    /// <summary>Bank references, reversal references and notices of credits that were handled; the second time changes nothing.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = [];

    /// <summary>What the bank took back of credits and the deal no longer had, by the credit's reference.</summary>
    public ImmutableDictionary<string, Money> Claimed { get; init; } = ImmutableDictionary<string, Money>.Empty;

    /// <summary>The day by which the down payment is due, once the agreement is effective.</summary>
    public DateOnly? DepositDue { get; init; }

    /// <summary>Whether the term was extended; it is only once.</summary>
    public bool DepositExtended { get; init; }

    /// <summary>Whether the down payment is complete.</summary>
    public bool DepositComplete { get; init; }

    /// <summary>Whether it ever was; a reversal does not undo what was announced.</summary>
    public bool DepositAnnounced { get; init; }

    /// <summary>Whether the whole price is here and counts.</summary>
    public bool Complete { get; init; }

    /// <summary>Whether lenders were late long enough that the buyer may pay instead.</summary>
    public bool BuyerMayPayInstead { get; init; }

    /// <summary>What was taken for a purpose.</summary>
    public Money Of(ReceiptKind kind) => Money.Sum(Receipts.Where(r => r.Kind == kind).Select(r => r.Amount));

    /// <summary>What a lender has disbursed, counting or not.</summary>
    public Money DisbursedBy(CnapsCode lender) => Money.Sum(Receipts.Where(r => r.Lender == lender).Select(r => r.Amount));

    /// <summary>What counts towards the price.</summary>
    public Money TowardsPrice => Of(ReceiptKind.DownPayment) + Of(ReceiptKind.SelfFunding) + Of(ReceiptKind.Disbursement);

    /// <summary>What the deal is about: the price, top-ups and what lenders sent back; neither strangers' money nor excess, nor loans that do not count yet.</summary>
    public Money Purchase => TowardsPrice + Of(ReceiptKind.TopUp) + Of(ReceiptKind.Overpayment);

    /// <summary>Every fen that came in and was not reversed.</summary>
    public Money Total => Money.Sum(Receipts.Select(r => r.Amount));

    /// <summary>With one more credit.</summary>
    public Funds With(Receipt receipt) => this with { Receipts = Receipts.Add(receipt), Seen = Seen.Add(receipt.BankReference) };

    /// <summary>With a held disbursement counting from now on.</summary>
    public Funds Applied(string bankReference) => this with
    {
        Receipts = [.. Receipts.Select(r => r.BankReference == bankReference && r.Kind == ReceiptKind.HeldDisbursement ? r with { Kind = ReceiptKind.Disbursement } : r)],
    };

    /// <summary>After the bank took a credit back.</summary>
    public Funds Without(DepositReversed reversal, bool keepDeposit)
    {
        var receipts = Receipts;
        foreach (var part in reversal.Parts)
        {
            var index = receipts.FindIndex(r => r.BankReference == reversal.BankReference && r.Kind == part.Kind);
            receipts = receipts.SetItem(index, receipts[index] with { Amount = receipts[index].Amount - part.Amount });
        }

        var touched = reversal.Parts.Any(p => p.Kind is ReceiptKind.DownPayment);
        var price = reversal.Parts.Any(p => p.Kind is ReceiptKind.DownPayment or ReceiptKind.SelfFunding or ReceiptKind.Disbursement);
        return this with
        {
            Receipts = receipts,
            Seen = reversal.AdviceId is { } id ? Seen.Add(reversal.ReversalReference).Add(ReverseCredit.AdviceMark(id)) : Seen.Add(reversal.ReversalReference),
            Claimed = reversal.Claim.IsZero ? Claimed : Claimed.SetItem(reversal.BankReference, Claimed.GetValueOrDefault(reversal.BankReference) + reversal.Claim),
            DepositComplete = DepositComplete && (!touched || keepDeposit),
            Complete = Complete && !price,
        };
    }
}
