using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Funding;

/// <summary>The account bank took an incoming credit back.</summary>
/// <param name="AdviceId">The bank's id of the advice.</param>
/// <param name="BankReference">The credit's own reference.</param>
/// <param name="Amount">What it took.</param>
/// <param name="Reason">The bank's reason.</param>
public sealed record ReverseCredit(string AdviceId, string BankReference, Money Amount, string Reason)
{
    /// <summary>
    /// What the deal still has free is given up; what it has promised or paid is a claim against the bank, for the
    /// deal's balance never goes below zero. Once the registry has begun, it is a security incident.
    /// </summary>
    public static Decision Decide(Deal deal, ReverseCredit command, Facts facts, EscrowPolicy policy)
    {
        if (Texts.Refuse("adviceId", command.AdviceId, 100) is { } invalid) return invalid;
        var receipts = deal.Funds.Receipts.Where(r => r.BankReference == command.BankReference).ToList();
        if (deal.Funds.Seen.Contains(AdviceMark(command.AdviceId))) return Decision.Nothing;
        if (!command.Amount.IsPositive) return EscrowErrors.AmountNotPositive.With(("field", "amount"));
        if (receipts.Count == 0) return ReverseReturn.Decide(deal, command, facts, policy);
        var left = Money.Sum(receipts.Select(r => r.Amount)) - deal.Funds.Claimed.GetValueOrDefault(command.BankReference);
        // The whole credit is taken back already: the same told under another id.
        if (left.IsZero) return Decision.Nothing;
        if (command.Amount > left) return EscrowErrors.ReversalTooLarge.With();

        var (rest, parts, superseded) = (command.Amount, ImmutableList<ReversedPart>.Empty, ImmutableList<int>.Empty);
        // What would have gone back anyway is given up first.
        foreach (var receipt in receipts.OrderByDescending(r => r.Kind))
        {
            if (!rest.IsPositive) break;
            var (line, free) = Free(deal, receipt, rest, superseded);
            if (!free.IsPositive) continue;
            parts = parts.Add(new ReversedPart(receipt.Kind, free));
            rest -= free;
            if (line is not null) superseded = superseded.Add(line.No);
        }

        var unfolding = new Unfolding(deal, facts, policy).Add(new DepositReversed(
            command.BankReference, Mark(command.BankReference), command.Amount, parts, rest, command.Reason, superseded, command.AdviceId));
        // As long as it was never complete, its first term runs on.
        if (deal is { IsLive: true, Funds.DepositComplete: true } && !unfolding.Deal.Funds.DepositComplete)
            unfolding.Add(new DepositExtended(facts.Calendar.Add(facts.Today, policy.DepositWorkingDays)));
        if (deal.Registration.HasBegun || rest.IsPositive)
            unfolding.Add(new SecurityIncidentRaised(
                IncidentId(deal, command), "credit-reversed", $"{command.Amount} of {command.BankReference} taken back, {rest} of it beyond what was free"));
        return unfolding.Decide();
    }

    /// <summary>By what the taking-back of a credit is known, in the ledger and to a repetition of the credit.</summary>
    internal static string Mark(string bankReference) => $"reversal:{bankReference}";

    /// <summary>By what an advice is known that comes again: a credit may be taken back in parts.</summary>
    internal static string AdviceMark(string adviceId) => $"reversal-advice:{adviceId}";

    internal static string IncidentId(Deal deal, ReverseCredit command) =>
        deal.Holds.Raised.Contains(Mark(command.BankReference)) ? $"{Mark(command.BankReference)}:{command.AdviceId}" : Mark(command.BankReference);

    private static (PaymentLine? Line, Money Free) Free(Deal deal, Receipt receipt, Money wanted, ImmutableList<int> used)
    {
        // A credit that was taken in two parts goes back in two lines.
        var line = deal.Payments.Lines.Find(l => l.IsOpen && IsReturnOf(l, receipt) && !used.Contains(l.No));
        // A planned return of exactly this money falls away with it; one on its way cannot be stopped.
        if (line is not null) return line.IsPayable && wanted >= receipt.Amount ? (line, receipt.Amount) : (null, Money.Zero);
        var settled = deal.Payments.Lines.Any(l => l.State == LineState.Settled && IsReturnOf(l, receipt));
        return settled || receipt.Kind is ReceiptKind.Excess or ReceiptKind.Quarantine or ReceiptKind.Overpayment
            ? (null, Money.Zero)
            : (null, Money.Max(Money.Zero, Money.Min(Money.Min(wanted, receipt.Amount), deal.Unassigned)));
    }

    private static bool IsReturnOf(PaymentLine line, Receipt receipt) =>
        line.Plan.Origin == receipt.BankReference && line.Plan.Amount == receipt.Amount && line.Plan.Purpose == receipt.Kind switch
        {
            ReceiptKind.Excess => LinePurpose.ExcessReturn,
            ReceiptKind.Quarantine => LinePurpose.QuarantineReturn,
            _ => LinePurpose.Refund,
        };
}
