using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Clearing;

/// <summary>
/// I10: a signature is in the history before the bank has it, and so is the day of sending, from which "not found" is
/// counted. Each sending is signed anew.
/// </summary>
/// <param name="Reference">The instruction's reference.</param>
/// <param name="Evidence">The signature that is about to be sent.</param>
public sealed record SignInstruction(string Reference, InstructionEvidence Evidence)
{
    /// <summary>Only what is still to be sent; otherwise nothing, and nothing is sent.</summary>
    public static Decision Decide(Deal deal, SignInstruction command, Facts facts, EscrowPolicy policy) =>
        deal.Payments.Under(command.Reference) is { IsInFlight: true } line && line.Current?.Reference == command.Reference
            ? new Unfolding(deal, facts, policy)
                .Add(new InstructionSigned(line.No, command.Reference, command.Evidence.KeyId, command.Evidence.Signature, facts.Today)).Decide()
            : Decision.Nothing;
}
