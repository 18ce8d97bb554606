namespace Pengcheng.Escrow.Deals;

/// <summary>The parties are at odds, or one can no longer act: death, divorce, incapacity.</summary>
/// <param name="Reason">A stable code or a short text.</param>
public sealed record OpenDispute(string Reason)
{
    /// <summary>Stops payments to the parties until it is resolved.</summary>
    public static Decision Decide(Deal deal, OpenDispute command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("reason", command.Reason) is { } invalid ? invalid
        : deal.End is not null ? EscrowErrors.DealEnded.With(("status", deal.Status))
        : deal.Holds.Dispute is not null ? Decision.Nothing
        : new Unfolding(deal, facts, policy).Add(new DisputeOpened(command.Reason)).Decide();
}

/// <summary>The dispute is over, or a new authority document was shown.</summary>
/// <param name="DocumentNo">The paper.</param>
public sealed record ResolveDispute(string DocumentNo)
{
    /// <summary>What waited goes on by itself.</summary>
    public static Decision Decide(Deal deal, ResolveDispute command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid ? invalid
        : deal.Holds.Dispute is null ? Decision.Nothing
        : new Unfolding(deal, facts, policy).Add(new DisputeResolved(command.DocumentNo)).Decide();
}

/// <summary>What suspended the deal is cured.</summary>
/// <param name="DocumentNo">The paper.</param>
public sealed record ResumeDeal(string DocumentNo)
{
    /// <summary>The parties may go to the registry again. An encumbered title needs a clean screening instead.</summary>
    public static Decision Decide(Deal deal, ResumeDeal command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid ? invalid
        : deal.Holds.Suspension is null ? Decision.Nothing
        : !deal.TitleIsClean ? EscrowErrors.TitleNotScreened.With()
        : new Unfolding(deal, facts, policy).Add(new DealResumed(command.DocumentNo)).Decide();
}

/// <summary>A person has looked at an incident and settled it.</summary>
/// <param name="IncidentId">The incident.</param>
/// <param name="DocumentNo">The report.</param>
public sealed record ResolveIncident(string IncidentId, string DocumentNo)
{
    /// <summary>What waited goes on by itself once no incident is open.</summary>
    public static Decision Decide(Deal deal, ResolveIncident command, Facts facts, EscrowPolicy policy) =>
        Texts.Refuse("documentNo", command.DocumentNo, 100) is { } invalid ? invalid
        : deal.Holds.Incidents.Any(i => i.IncidentId == command.IncidentId)
            ? new Unfolding(deal, facts, policy).Add(new SecurityIncidentResolved(command.IncidentId, command.DocumentNo)).Decide()
        : deal.Holds.Raised.Contains(command.IncidentId) ? Decision.Nothing
        : EscrowErrors.IncidentNotFound.With(("incidentId", command.IncidentId));
}
