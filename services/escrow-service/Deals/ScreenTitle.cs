namespace Pengcheng.Escrow.Deals;

/// <summary>What a look at the title found; nothing, or what stands in the way (查封, 居住权, 二次抵押 ...).</summary>
/// <param name="Findings">Stable codes, e.g. <c>seizure</c>.</param>
public sealed record ScreenTitle(ImmutableList<string> Findings)
{
    /// <summary>Before the agreement a finding only keeps it from being signed; afterwards it suspends the deal, and a clean title resumes it.</summary>
    public static Decision Decide(Deal deal, ScreenTitle command, Facts facts, EscrowPolicy policy)
    {
        if (!deal.IsLive) return EscrowErrors.DealEnded.With(("status", deal.Status));
        if (command.Findings.Select(f => Texts.Refuse("findings", f, 100)).FirstOrDefault(r => r is not null) is { } refusal) return refusal;

        var unfolding = new Unfolding(deal, facts, policy);
        var clean = command.Findings.IsEmpty;
        if (clean != deal.TitleIsClean || !clean) unfolding.Add(new TitleScreened(command.Findings));
        if (!clean && deal.IsEffective && deal.Holds.Suspension is null && !deal.Payments.PlanFixed)
            unfolding.Add(new DealSuspended(string.Join(", ", command.Findings), facts.Calendar.Add(facts.Today, policy.CureWorkingDays)));
        if (clean && deal.Holds.Suspension is not null)
            unfolding.Add(new DealResumed("title-screened"));
        return unfolding.Decide();
    }
}
