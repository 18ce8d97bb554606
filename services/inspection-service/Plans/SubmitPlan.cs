using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Frequency;

namespace Pengcheng.Inspection.Plans;

/// <summary>A planner drafts what the body wants to inspect at a firm.</summary>
public sealed record DraftPlan(Guid PlanId, PlanContent Content, string DraftedBy)
{
    /// <summary>Every item has its code and its legal basis; the window is not over.</summary>
    public static Decision Decide(Firm firm, DraftPlan command, Facts facts, InspectionPolicy policy)
    {
        if (firm.Docket.Find(command.PlanId) is { } known)
            return known.Content.Body == command.Content.Body ? Decision.Nothing : InspectionErrors.PlanExists;
        if (firm.Code.IsRevoked) return InspectionErrors.CodeRevoked;
        var c = command.Content;
        if (Bodies.Body.Refuse(c.Body) is { } body) return body;
        if (PlanRules.Items(c.Items) is { } items) return items;
        if (PlanRules.Window(c.Window, facts, policy) is { } window) return window;
        if (c.Minutes < 1 || c.Minutes > policy.MostMinutes) return InspectionErrors.MinutesInvalid.With(("max", policy.MostMinutes));
        return Decision.Accept(new PlanDrafted(command.PlanId, c, command.DraftedBy));
    }
}

/// <summary>The draft becomes a plan that others must reckon with.</summary>
public sealed record SubmitPlan(Guid PlanId)
{
    /// <summary>Finds other bodies' plans for the same days, and says beforehand if it would be the third inspection.</summary>
    public static Decision Decide(Firm firm, SubmitPlan command, Facts facts, InspectionPolicy policy)
    {
        if (firm.Docket.Find(command.PlanId) is not { } plan) return InspectionErrors.PlanNotFound;
        if (plan.State is PlanState.Submitted or PlanState.ConflictDetected) return Decision.Nothing;
        if (plan.State != PlanState.Drafted) return InspectionErrors.WrongPlanState.With(("state", plan.State));
        if (PlanRules.Window(plan.Content.Window, facts, policy) is { } window) return window;

        var unfolding = new Unfolding<Firm>(firm).Add(new PlanSubmitted(plan.PlanId));
        PlanRules.AddOverlaps(unfolding, plan.PlanId);
        return unfolding.Add(PlanRules.PreAlerts(unfolding.State, plan, plan.Content.Window, policy)).Decide();
    }
}

/// <summary>What plans have in common.</summary>
internal static class PlanRules
{
    private const int MostItems = 50;

    public static Refusal? Items(ImmutableList<InspectionItem> items) =>
        items.IsEmpty || items.Count > MostItems || items.DistinctBy(item => item.Code).Count() != items.Count ? InspectionErrors.ItemsInvalid.With(("most", MostItems))
        : items.Select(item => Texts.Refuse("items.code", item.Code, 60) ?? Texts.Refuse("items.legalBasis", item.LegalBasis)).FirstOrDefault(refusal => refusal is not null);

    public static Refusal? Window(DayRange window, Facts facts, InspectionPolicy policy) =>
        window.From > window.To || window.To < facts.Today || window.To > policy.Farthest(facts.Today) || window.To > window.From.AddYears(1)
            ? InspectionErrors.WindowInvalid.With(("years", policy.FarthestYears)) : null;

    /// <summary>How many inspections the firm has in a calendar year with this plan; 0 for what is none.</summary>
    public static int InYear(Firm firm, Plan plan, int year, Func<Plan, bool> committed)
    {
        if (plan.Content.Kind != EntryKind.Enforcement) return 0;
        var days = FrequencyWindow.CalendarYear.Around(new DateOnly(year, 1, 1));
        return firm.Tally.Within(days) + firm.Ahead(plan, days, committed) + 1;
    }

    /// <summary>
    /// What is said beforehand if the plan, on the worst of these days, would be the third inspection or a further one; what else is ahead by
    /// then counts as well. Once for each window of the count.
    /// </summary>
    public static IEnumerable<object> PreAlerts(Firm firm, Plan plan, DayRange days, InspectionPolicy policy) =>
        plan.Content.Kind != EntryKind.Enforcement ? [] :
        from window in Enum.GetValues<FrequencyWindow>()
        where !plan.PreAlerts.Exists(alert => alert.Window == window)
        let count = days.Each.Max(day => window.Around(day) is var around ? firm.Tally.Within(around) + firm.Ahead(plan, around, other => other.IsSubmitted) + 1 : 0)
        where count >= policy.AlertAt
        select (object)new FrequencyPreAlertRaised(plan.PlanId, window, count);

    public static void AddOverlaps(Unfolding<Firm> unfolding, Guid planId)
    {
        var others = unfolding.State.Docket.Overlapping(unfolding.State.Docket.Find(planId)!).Select(other => other.PlanId).ToImmutableList();
        unfolding.AddIf(!others.IsEmpty, () => new OverlapDetected(planId, others));
    }
}
