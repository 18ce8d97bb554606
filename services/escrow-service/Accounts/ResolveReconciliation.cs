using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Accounts;

/// <summary>A person explains a difference.</summary>
/// <param name="ProposalId">Chosen by the caller.</param>
/// <param name="Explanation">How it is resolved.</param>
/// <param name="Maker">Who proposes.</param>
public sealed record ProposeResolution(string ProposalId, string Explanation, string Maker)
{
    /// <summary>Only while statement and ledger differ.</summary>
    public static Decision Decide(EscrowAccount? account, ProposeResolution command)
    {
        if ((Texts.Refuse("proposalId", command.ProposalId, 100) ?? Texts.Refuse("explanation", command.Explanation, 500)) is { } invalid) return invalid;
        if (account?.Broken is null) return EscrowErrors.ReconciliationNotBroken.With();
        return account.Proposal?.ProposalId == command.ProposalId
            ? Decision.Nothing
            : Decision.Accept(new ReconciliationResolutionProposed(command.ProposalId, command.Explanation, command.Maker));
    }
}

/// <summary>A second person agrees, and payments go out again.</summary>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Checker">Who agrees.</param>
public sealed record ApproveResolution(string ProposalId, string Checker)
{
    /// <summary>I9: maker is not checker.</summary>
    public static Decision Decide(EscrowAccount? account, ApproveResolution command)
    {
        if (account?.Broken is null) return EscrowErrors.ReconciliationNotBroken.With();
        if (account.Proposal is not { } proposal || proposal.ProposalId != command.ProposalId)
            return EscrowErrors.ProposalNotFound.With(("proposalId", command.ProposalId));
        return proposal.Maker == command.Checker
            ? EscrowErrors.CheckerIsMaker.With()
            : Decision.Accept(new ReconciliationResolved(command.ProposalId, command.Checker));
    }
}
