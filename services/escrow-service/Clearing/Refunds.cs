using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>Money rule 6: back to the account it came from, in full, without deduction.</summary>
internal static class Refunds
{
    /// <summary>Adds the refund of everything that the deal holds and has not yet assigned.</summary>
    public static Unfolding Plan(Unfolding unfolding)
    {
        var deal = unfolding.Deal;
        var lines = deal.Funds.Receipts
            .Where(r => r.Kind is not (ReceiptKind.Excess or ReceiptKind.Quarantine or ReceiptKind.Overpayment) && r.Amount.IsPositive)
            .Select((r, i) => new PlannedLine(deal.Payments.Next + i, LinePurpose.Refund, r.Payer, r.Amount, Origin: r.BankReference))
            .ToImmutableList();
        return lines.IsEmpty ? unfolding : unfolding.Add(new RefundInstructed(lines));
    }
}
