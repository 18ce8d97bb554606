namespace Pengcheng.Escrow.Deals;

/// <summary>One signature on the three-party agreement (三方协议) of buyers, sellers and the trustee.</summary>
/// <param name="Signer">A buyer's or seller's subject, or <see cref="Trustee"/>.</param>
/// <param name="EnvelopeId">The signing envelope, if signed through the signing service.</param>
public sealed record SignAgreement(string Signer, string? EnvelopeId = null)
{
    /// <summary>The trustee's name among the signers.</summary>
    public const string Trustee = "trustee";

    /// <summary>After a clean screening. The last signature makes the agreement effective.</summary>
    public static Decision Decide(Deal deal, SignAgreement command, Facts facts, EscrowPolicy policy)
    {
        string[] signers = [.. deal.Buyers.Select(b => b.Subject), .. deal.Sellers.Select(s => s.Subject), Trustee];
        if (!signers.Contains(command.Signer)) return EscrowErrors.NotASigner.With(("signer", command.Signer));
        if (deal.Signers.Contains(command.Signer)) return Decision.Nothing;
        if (!deal.IsLive) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (!deal.TitleIsClean) return EscrowErrors.TitleNotScreened.With();

        var unfolding = new Unfolding(deal, facts, policy).Add(new PartySigned(command.Signer, command.EnvelopeId));
        if (signers.All(unfolding.Deal.Signers.Contains))
            unfolding.Add(new AgreementEffective(facts.Today, facts.Calendar.Add(facts.Today, policy.DepositWorkingDays)));
        return unfolding.Decide();
    }
}
