using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Plans;

/// <summary>The coordinator makes one joint visit of several bodies' plans (综合查一次).</summary>
/// <param name="VisitId">The id that the visit will have.</param>
/// <param name="Lead">Which of the bodies leads.</param>
public sealed record MergePlans(Guid VisitId, string Lead, ImmutableList<Guid> Plans)
{
    /// <summary>Their windows have a day in common; not more bodies and minutes than a firm can bear at once.</summary>
    public static Decision Decide(Firm firm, MergePlans command, Facts facts, InspectionPolicy policy)
    {
        var plans = command.Plans.Distinct().Select(firm.Docket.Find).ToList();
        if (plans.Any(plan => plan is null)) return InspectionErrors.PlanNotFound;
        var all = plans.OfType<Plan>().ToList();
        if (all.Count < 2) return InspectionErrors.MergeNeedsTwo;
        if (all.All(plan => plan.VisitId == command.VisitId)) return Decision.Nothing;
        if (command.VisitId == Guid.Empty || firm.Docket.VisitIds.Contains(command.VisitId) || firm.Docket.Of(command.VisitId).Any()) return InspectionErrors.VisitExists;
        if (all.Find(plan => !IsMergeable(plan)) is { } stuck) return InspectionErrors.WrongPlanState.With(("state", stuck.State));
        if (all.TrueForAll(plan => plan.Body != command.Lead)) return InspectionErrors.LeadNotAmong.With(("lead", command.Lead));

        var common = new DayRange(all.Max(plan => plan.Content.Window.From), all.Min(plan => plan.Content.Window.To));
        if (common.From > common.To || common.To < facts.Today) return InspectionErrors.WindowsApart;
        if (all.Select(plan => plan.Body).Distinct().Count() > policy.MostBodies || all.Sum(plan => plan.Content.Minutes) > policy.MostMinutes)
            return InspectionErrors.JointTooLarge.With(("bodies", policy.MostBodies), ("minutes", policy.MostMinutes));
        return Decision.Accept(new JointVisitFormed(command.VisitId, command.Lead, [.. all.Select(plan => plan.PlanId)]));
    }

    private static bool IsMergeable(Plan plan) => plan.VisitId is null
        && plan.State is PlanState.Submitted or PlanState.ConflictDetected or PlanState.Rescheduled or PlanState.Approved or PlanState.Published;
}

/// <summary>A planner moves the plan to other days.</summary>
public sealed record ReschedulePlan(Guid PlanId, DayRange Window)
{
    /// <summary>As long as it has no day; it leaves those it was merged with, and is approved anew. The new days may overlap with yet another plan.</summary>
    public static Decision Decide(Firm firm, ReschedulePlan command, Facts facts, InspectionPolicy policy)
    {
        if (firm.Docket.Find(command.PlanId) is not { } plan) return InspectionErrors.PlanNotFound;
        if (PlanRules.Window(command.Window, facts, policy) is { } window) return window;
        if (!plan.IsWaiting)
            return InspectionErrors.WrongPlanState.With(("state", plan.State));
        if (plan.Content.Window == command.Window) return Decision.Nothing;

        var unfolding = new Unfolding<Firm>(firm).Add(new PlanRescheduled(plan.PlanId, command.Window));
        PlanRules.AddOverlaps(unfolding, plan.PlanId);
        return unfolding.Add(PlanRules.PreAlerts(unfolding.State, unfolding.State.Docket.Find(plan.PlanId)!, command.Window, policy)).Decide();
    }
}
