using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Firms;

// What other services say of a firm, and what it changes here.

/// <summary>Reports against the firm were abusive: for a year a complaint alone is no reason to exceed its cap.</summary>
[EventName("inspection.reporting-abuse-noted.v1")]
public sealed record ReportingAbuseNoted(Guid ReportId, DateOnly On);

/// <summary>Another service has found something that a body may inspect the firm for.</summary>
/// <param name="Source"><c>refund</c> or <c>payment</c>.</param>
/// <param name="Reference">The store or merchant there.</param>
[EventName("inspection.case-trigger-noted.v1")]
public sealed record CaseTriggerNoted(string Source, Guid Reference, string Reason, string LegalBasis, DateOnly On);

/// <summary>Reports against the firm were abusive.</summary>
public sealed record NoteReportingAbuse(Guid ReportId)
{
    /// <summary>Once for each report.</summary>
    public static Decision Decide(Firm firm, NoteReportingAbuse command, Facts facts) =>
        firm.AbusiveReports.ContainsKey(command.ReportId) ? Decision.Nothing : Decision.Accept(new ReportingAbuseNoted(command.ReportId, facts.Today));
}

/// <summary>A store was suspended, a merchant flagged.</summary>
public sealed record NoteCaseTrigger(string Source, Guid Reference, string Reason, string? LegalBasis)
{
    /// <summary>Only with its legal basis: nothing is inspected without one.</summary>
    public static Decision Decide(Firm firm, NoteCaseTrigger command, Facts facts) =>
        Texts.Refuse("legalBasis", command.LegalBasis) is { } basis ? basis
        : firm.Triggers.Exists(known => known.Source == command.Source && known.Reference == command.Reference) ? Decision.Nothing
        : Decision.Accept(new CaseTriggerNoted(command.Source, command.Reference, command.Reason, command.LegalBasis!, facts.Today));
}

/// <summary>An activity of the firm was approved: what several bodies have to check there is one joint visit (综合查一次).</summary>
/// <param name="VisitId">The activity's id.</param>
/// <param name="Drafts">One plan for each body.</param>
public sealed record PlanActivityChecks(Guid VisitId, ImmutableList<DraftPlan> Drafts)
{
    /// <summary>Drafts, submits and joins them at once; heads approve them and the coordinator schedules them as any other.</summary>
    public static Decision Decide(Firm firm, PlanActivityChecks command, Facts facts, InspectionPolicy policy)
    {
        var unfolding = new Unfolding<Firm>(firm);
        foreach (var draft in command.Drafts)
            foreach (var step in (Func<Firm, Decision>[])[f => DraftPlan.Decide(f, draft, facts, policy), f => SubmitPlan.Decide(f, new SubmitPlan(draft.PlanId), facts, policy)])
            {
                var decision = step(unfolding.State);
                if (decision.Refusal is { } refusal) return refusal;
                unfolding.Add(decision.Events);
            }

        if (command.Drafts.Count < 2) return unfolding.Decide();
        var joined = MergePlans.Decide(unfolding.State, new MergePlans(command.VisitId, command.Drafts[0].Content.Body, [.. command.Drafts.Select(draft => draft.PlanId)]), facts, policy);
        return joined.Refusal is { } apart ? apart : unfolding.Add(joined.Events).Decide();
    }
}
