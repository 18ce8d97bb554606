using Pengcheng.Escrow.Accounts;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Funding;

namespace Pengcheng.Escrow.Ledger;

/// <summary>One side of a movement of money.</summary>
/// <param name="Account">See <see cref="Books"/>.</param>
/// <param name="Amount">Debits are above zero, credits below; the postings of an event add up to zero.</param>
/// <param name="Reference">On <see cref="Books.Cash"/>: the bank's reference of a credit, or our own of a payment, by which a statement is matched. On a deal's in-transit account: our own of the payment.</param>
public sealed record Posting(string Account, Money Amount, string? Reference = null);

/// <summary>
/// The accounts. <see cref="Cash"/> and <see cref="Claims"/> are assets (debit balance); every account of a deal is
/// a liability (credit balance), and all of them together are what the deal holds.
/// </summary>
public static class Books
{
    /// <summary>The money in the bank. Equals the bank's statement.</summary>
    public const string Cash = "escrow-cash";

    /// <summary>What the bank owes after a reversal of money that had left, a payment made twice or too high; below zero where it paid too little.</summary>
    public const string Claims = "claims";

    /// <summary>Money in that names no deal yet: a liability to whoever sent it.</summary>
    public const string Unmatched = "unmatched";

    /// <summary>The deal's own money, not yet assigned.</summary>
    public static string Held(DealNo deal) => $"deal:{deal}:held";

    /// <summary>Loans that do not count yet.</summary>
    public static string Unapplied(DealNo deal) => $"deal:{deal}:unapplied";

    /// <summary>Instructed, not yet confirmed.</summary>
    public static string InTransit(DealNo deal) => $"deal:{deal}:in-transit";

    /// <summary>What is owed by the lines of a purpose.</summary>
    public static string Owed(DealNo deal, LinePurpose purpose) => $"deal:{deal}:" + purpose switch
    {
        LinePurpose.Payoff => "old-loans",
        LinePurpose.SellerRemainder or LinePurpose.OverpaymentCredit => "seller-remainder",
        LinePurpose.Refund => "refunds",
        LinePurpose.ExcessReturn => "excess",
        LinePurpose.QuarantineReturn => "quarantine",
        LinePurpose.Release => "releases",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, null),
    };

    /// <summary>Where money in of a kind is kept.</summary>
    public static string Of(DealNo deal, ReceiptKind kind) => kind switch
    {
        ReceiptKind.DownPayment or ReceiptKind.SelfFunding or ReceiptKind.TopUp or ReceiptKind.Disbursement => Held(deal),
        ReceiptKind.HeldDisbursement => Unapplied(deal),
        ReceiptKind.Excess => Owed(deal, LinePurpose.ExcessReturn),
        ReceiptKind.Quarantine => Owed(deal, LinePurpose.QuarantineReturn),
        ReceiptKind.Overpayment => Owed(deal, LinePurpose.OverpaymentCredit),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>Double entry: every event that moves money, as postings that add up to zero. Events that move none have none.</summary>
public static class Postings
{
    /// <summary>The postings of one event.</summary>
    /// <param name="event">The event.</param>
    /// <param name="after">The deal right after it.</param>
    public static IEnumerable<Posting> For(object @event, Deal after) => @event switch
    {
        DownPaymentReceived e => In(after, ReceiptKind.DownPayment, e.Amount, e.BankReference),
        SelfFundingReceived e => In(after, ReceiptKind.SelfFunding, e.Amount, e.BankReference),
        SellerTopUpReceived e => In(after, ReceiptKind.TopUp, e.Amount, e.BankReference),
        DisbursementHeld e => In(after, ReceiptKind.HeldDisbursement, e.Amount, e.BankReference),
        LoanDisbursed { WasHeld: true } e => Move(Books.Unapplied(after.DealNo), Books.Held(after.DealNo), e.Amount),
        LoanDisbursed e => In(after, ReceiptKind.Disbursement, e.Amount, e.BankReference),
        OverpaymentReturned e => In(after, ReceiptKind.Overpayment, e.Amount, e.BankReference),
        ExcessReceived e => In(after, ReceiptKind.Excess, e.Amount, e.BankReference),
        DepositQuarantined e => In(after, ReceiptKind.Quarantine, e.Amount, e.BankReference),
        DepositReversed e => Reversed(after, e),
        ClaimSettled e => Move(Books.Cash, Books.Claims, e.Amount, e.BankReference),
        ClearingPlanFixed e => Assign(after, e.Lines),
        PayoffReplanned e => Replanned(after, e),
        RefundInstructed e => Assign(after, e.Lines),
        JointReleaseInstruction e => [.. Free(after, e.Superseded), .. Assign(after, e.Lines)],
        CourtJudgmentApplied e => [.. Free(after, e.Superseded), .. Assign(after, e.Lines)],
        PaymentInstructed e => Move(Owed(after, e.Line), Books.InTransit(after.DealNo), e.Amount, e.Reference),
        // An earlier reference may turn out to be paid while a later one is in transit.
        PaymentSettled { WasInTransit: true } e => Paid(Books.InTransit(after.DealNo), e.Amount, e.Difference, Current(after, e.Line), e.Reference),
        PaymentSettled e => Paid(Owed(after, e.Line), e.Amount, e.Difference, null, e.Reference),
        PaymentSettledTwice e => Move(Books.Claims, Books.Cash, e.Amount, e.Reference),
        PaymentRefused e => Move(Books.InTransit(after.DealNo), Owed(after, e.Line), Amount(after, e.Line), e.Reference),
        PaymentNotFound { Final: true } e => Move(Books.InTransit(after.DealNo), Owed(after, e.Line), Amount(after, e.Line), e.Reference),
        // Where a later reference may still pay, the line's money is in transit under that one again.
        PaymentReturned e when after.Payments.Line(e.Line)!.IsInFlight =>
            Paid(Books.InTransit(after.DealNo), -e.Amount, -e.Difference, Current(after, e.Line), e.BankReference),
        PaymentReturned e => Paid(Owed(after, e.Line), -e.Amount, -e.Difference, null, e.BankReference),
        ReturnReversed { IsClaim: true } e => Move(Books.Claims, Books.Cash, e.Amount, e.ReversalReference),
        ReturnReversed { WasInTransit: true } e => Paid(Books.InTransit(after.DealNo), e.Amount, e.Difference, Current(after, e.Line), e.ReversalReference),
        ReturnReversed e => Paid(Owed(after, e.Line), e.Amount, e.Difference, null, e.ReversalReference),
        DoublePaymentReturned e => Move(Books.Cash, Books.Claims, e.Amount, e.BankReference),
        _ => [],
    };

    /// <summary>The postings of an event of the account's own: money that names no deal.</summary>
    public static IEnumerable<Posting> For(object @event) => @event switch
    {
        UnmatchedCreditReceived e => Move(Books.Cash, Books.Unmatched, e.Amount, e.BankReference),
        // The deal books the same credit again as its own, under the same reference of the bank.
        UnmatchedCreditAssigned e => Move(Books.Unmatched, Books.Cash, e.Credit.Amount, e.BankReference),
        UnmatchedCreditReversed e => Move(Books.Unmatched, Books.Cash, e.Amount, ReverseCredit.Mark(e.BankReference)),
        _ => [],
    };

    private static Posting[] In(Deal deal, ReceiptKind kind, Money amount, string bankReference) =>
        Move(Books.Cash, Books.Of(deal.DealNo, kind), amount, bankReference);

    private static Posting[] Move(string debit, string credit, Money amount, string? reference = null) =>
        [new(debit, amount, IsMatched(debit) ? reference : null), new(credit, -amount, IsMatched(credit) ? reference : null)];

    // Below zero where the money came back. What it is more or less than the line is a claim.
    private static IEnumerable<Posting> Paid(string from, Money amount, Money? difference, string? transit, string reference) =>
    [
        new(from, amount - (difference ?? Money.Zero), transit),
        .. difference is { } claim ? [new Posting(Books.Claims, claim)] : (IEnumerable<Posting>)[],
        new(Books.Cash, -amount, reference),
    ];

    private static bool IsMatched(string account) => account == Books.Cash || account.EndsWith(":in-transit", StringComparison.Ordinal);

    private static IEnumerable<Posting> Assign(Deal deal, IEnumerable<PlannedLine> lines) =>
        lines.SelectMany(l => Move(Source(deal, l), Books.Owed(deal.DealNo, l.Purpose), l.Amount));

    private static IEnumerable<Posting> Free(Deal deal, IEnumerable<int> lines) => lines
        .Select(no => deal.Payments.Line(no)!.Plan)
        .SelectMany(l => Books.Owed(deal.DealNo, l.Purpose) is var owed && Source(deal, l) is var source && owed == source ? [] : Move(owed, source, l.Amount));

    private static IEnumerable<Posting> Replanned(Deal deal, PayoffReplanned e) =>
    [
        .. e.Changes.Select(c => deal.Payments.Line(c.Line)!.IsInFlight
            ? new Posting(Books.InTransit(deal.DealNo), c.From - c.To, Current(deal, c.Line))
            : new Posting(Owed(deal, c.Line), c.From - c.To)),
        .. Assign(deal, e.Added),
        // What a top-up brought and no line had yet.
        .. Money.Sum(e.Changes.Select(c => c.To - c.From)) is { IsZero: false } more ? [new Posting(Books.Held(deal.DealNo), more)] : (IEnumerable<Posting>)[],
    ];

    private static IEnumerable<Posting> Reversed(Deal deal, DepositReversed e) =>
    [
        .. Free(deal, e.Superseded),
        .. e.Parts.Select(p => new Posting(Books.Of(deal.DealNo, p.Kind), p.Amount)),
        .. e.Claim.IsZero ? (IEnumerable<Posting>)[] : [new Posting(Books.Claims, e.Claim)],
        new Posting(Books.Cash, -e.Amount, e.ReversalReference),
    ];

    // Where a line's money comes from: a credit that goes back comes from where that credit is kept.
    private static string Source(Deal deal, PlannedLine line) => line.Purpose switch
    {
        LinePurpose.ExcessReturn or LinePurpose.QuarantineReturn => Books.Owed(deal.DealNo, line.Purpose),
        _ when line.Origin is { } origin && deal.Funds.Receipts.Any(r => r.BankReference == origin && r.Kind == ReceiptKind.HeldDisbursement) => Books.Unapplied(deal.DealNo),
        _ => Books.Held(deal.DealNo),
    };

    private static string Owed(Deal deal, int line) => Books.Owed(deal.DealNo, deal.Payments.Line(line)!.Plan.Purpose);

    private static string Current(Deal deal, int line) => deal.Payments.Line(line)!.Current!.Reference;

    private static Money Amount(Deal deal, int line) => deal.Payments.Line(line)!.Plan.Amount;
}
