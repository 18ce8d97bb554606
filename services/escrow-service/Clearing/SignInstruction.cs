using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>
/// I10: a signature is in the history before the bank has it, and so is the day of sending, from which "not found" is
/// counted. Each sending is signed anew. A payoff whose day has passed before it was first sent is not sent at all: it costs
/// another amount today. Nor is anything that <see cref="PaymentGate"/> would not let be instructed now.
/// </summary>
/// <param name="Reference">The instruction's reference.</param>
/// <param name="Evidence">The signature that is about to be sent.</param>
/// <param name="AccountInOrder">Whether the escrow account's statement agrees with the ledger.</param>
public sealed record SignInstruction(string Reference, InstructionEvidence Evidence, bool AccountInOrder)
{
    /// <summary>Only where the decision is <see cref="InstructionSigned"/> may it be sent.</summary>
    public static Decision Decide(Deal deal, SignInstruction command, Facts facts, EscrowPolicy policy)
    {
        if (deal.Payments.Under(command.Reference) is not { IsInFlight: true } line || line.Current?.Reference != command.Reference) return Decision.Nothing;
        var unfolding = new Unfolding(deal, facts, policy);
        if (PaymentGate.Blocks(deal, line, command.AccountInOrder, facts.Today) is null && !RequotePayoff.IsDue(deal, line, facts.Today))
            return unfolding.Add(new InstructionSigned(line.No, command.Reference, command.Evidence.KeyId, command.Evidence.Signature, facts.Today)).Decide();

        // Without a signature it never left. With one, the bank was asked just now and does not know it, which is believed a working day later.
        return line.Current.SentOn is not { } sent
            ? unfolding.Add(new PaymentNotFound(line.No, command.Reference, Final: true, facts.Today)).Decide()
            : RecordPaymentAnswer.NotFound(unfolding, line, command.Reference, sent, facts).Decide();
    }
}
