using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Funding;

/// <summary>The account bank took back the credit by which a payment had come back: the money is away again, and a person looks.</summary>
internal static class ReverseReturn
{
    /// <summary>Whole only. The payment has paid its line after all; where the line is paid or dropped already, it is a claim.</summary>
    public static Decision Decide(Deal deal, ReverseCredit command, Facts facts, EscrowPolicy policy)
    {
        var line = deal.Payments.Lines.Find(l => l.Attempts.Any(IsMeant));
        if (line is null)
            return deal.Funds.Seen.Contains(ReverseCredit.Mark(command.BankReference))
                ? Decision.Nothing
                : EscrowErrors.CreditUnknown.With(("bankReference", command.BankReference));
        var attempt = line.Attempts.First(IsMeant);
        if (attempt.Return!.Amount != command.Amount) return EscrowErrors.CreditContradicts.With(("bankReference", command.BankReference));

        var unfolding = new Unfolding(deal, facts, policy);
        var isClaim = !line.IsOpen;
        if (!isClaim) RequotePayoff.Move(unfolding, line, attempt.Amount);
        var planned = isClaim ? command.Amount : unfolding.Deal.Payments.Line(line.No)!.Plan.Amount;
        unfolding.Add(new ReturnReversed(line.No, attempt.Reference, command.BankReference, ReverseCredit.Mark(command.BankReference), command.AdviceId,
            command.Amount, command.Reason, line.IsInFlight, isClaim, command.Amount == planned ? null : command.Amount - planned));
        if (!isClaim && line.Plan.Purpose == LinePurpose.Payoff)
            unfolding.Add(new PayoffSettled(line.No, line.Plan.LoanNo!, command.Amount, attempt.BankReference!));
        return unfolding.Add(new SecurityIncidentRaised(ReverseCredit.IncidentId(deal, command), "credit-reversed",
            $"{command.Amount} of {command.BankReference} taken back: {attempt.Reference} had come back by it")).Decide();

        bool IsMeant(Attempt one) => one.Return?.BankReference == command.BankReference;
    }
}
