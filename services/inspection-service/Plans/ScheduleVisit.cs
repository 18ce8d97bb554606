using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Scheduling;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Plans;

/// <summary>Plans from the pool get their visit and its entry day, as the scheduler proposes or the coordinator wishes.</summary>
/// <param name="VisitId">The id of the joint visit, or a fresh one for a single plan.</param>
/// <param name="Explanation">Why on this day and in this company.</param>
public sealed record ScheduleVisit(Guid VisitId, ImmutableList<Guid> Plans, DateOnly Day, string Explanation)
{
    /// <summary>A working day inside every window; one entry day per window of the block; plans that were merged go together.</summary>
    public static Decision Decide(Firm firm, ScheduleVisit command, Facts facts, InspectionPolicy policy)
    {
        if (firm.Code.IsRevoked) return InspectionErrors.CodeRevoked;
        var plans = command.Plans.Distinct().Select(firm.Docket.Find).ToList();
        if (plans.Count == 0 || plans.Any(plan => plan is null)) return InspectionErrors.PlanNotFound;
        var all = plans.OfType<Plan>().ToList();
        if (all.TrueForAll(plan => plan.State == PlanState.Scheduled && plan.VisitId == command.VisitId && plan.Day == command.Day)) return Decision.Nothing;
        if (Texts.Refuse("explanation", command.Explanation, 500) is { } text) return text;
        if (Refuse(firm, command, all, facts, policy) is { } refusal) return refusal;

        var lead = all.Find(plan => plan.Body == plan.Lead)?.Body ?? all[0].Body;
        return new Unfolding<Firm>(firm).Add(new VisitScheduled(command.VisitId, lead, [.. all.Select(plan => plan.PlanId)], command.Day, command.Explanation))
            .Add(all.SelectMany(plan => PlanRules.PreAlerts(firm, plan, new DayRange(command.Day, command.Day), policy)))
            .Decide();
    }

    private static Refusal? Refuse(Firm firm, ScheduleVisit command, List<Plan> plans, Facts facts, InspectionPolicy policy)
    {
        if (plans.Find(plan => !plan.IsInPool) is { } stuck) return InspectionErrors.WrongPlanState.With(("state", stuck.State));
        if (!facts.Calendar.IsWorkingDay(command.Day) || command.Day < facts.Today || !plans.TrueForAll(plan => plan.Content.Window.Has(command.Day)))
            return InspectionErrors.DayInvalid.With(("day", command.Day));
        if (!plans.TrueForAll(plan => Notice.IsInTime(plan.Content.Cause, command.Day, facts, policy))) return InspectionErrors.NoticeTooShort.With(("days", policy.NoticeWorkingDays));
        if (command.VisitId == Guid.Empty || firm.Docket.VisitIds.Contains(command.VisitId)) return InspectionErrors.VisitExists;

        // What was merged stays merged, though some may have been withdrawn since.
        var groups = plans.Select(plan => plan.VisitId).Distinct().ToList();
        if (groups.Exists(group => group is not null) && (groups is not [{ } joint] || joint != command.VisitId || firm.Docket.Of(joint).Count() != plans.Count))
            return InspectionErrors.MergedStayTogether;
        var bodies = plans.Select(plan => plan.Body).Distinct().Count();
        if (bodies > policy.MostBodies || plans.Sum(plan => plan.Content.Minutes) > policy.MostMinutes)
            return InspectionErrors.JointTooLarge.With(("bodies", policy.MostBodies), ("minutes", policy.MostMinutes));

        if (bodies == 1 && plans.Max(firm.Docket.NotAloneBefore) is { } until && until > command.Day) return InspectionErrors.CoolOff.With(("body", plans[0].Body), ("until", until));
        // Its window may touch two years: now it is known which one it counts for.
        var cap = firm.PublishedCap ?? policy.YearlyCap;
        if (plans.TrueForAll(plan => plan.Content.Cause == InspectionCause.Planned) && plans.Exists(plan => PlanRules.InYear(firm, plan, command.Day.Year, other => other.State == PlanState.Scheduled) > cap))
            return InspectionErrors.CapReached.With(("cap", cap), ("year", command.Day.Year));
        return plans.Exists(plan => plan.Content.Cause == InspectionCause.Planned) && EntryDays.IsTaken(firm.EntryDays(command.VisitId), command.Day, policy)
            ? InspectionErrors.EntryDayTaken.With()
            : null;
    }
}

/// <summary>A plan is given up.</summary>
public sealed record WithdrawPlan(Guid PlanId, string Reason)
{
    /// <summary>At any time before it is done. A visit that was announced is called off, and the firm hears of it.</summary>
    public static Decision Decide(Firm firm, WithdrawPlan command) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : firm.Docket.Find(command.PlanId) is not { } plan ? InspectionErrors.PlanNotFound
        : plan.State == PlanState.Withdrawn ? Decision.Nothing
        : plan.State == PlanState.Completed ? InspectionErrors.WrongPlanState.With(("state", plan.State))
        : Withdraw(firm, plan, command.Reason);

    // Whoever would be left alone and may not come alone yet goes back to the pool.
    private static Decision Withdraw(Firm firm, Plan plan, string reason)
    {
        var unfolding = new Unfolding<Firm>(firm).Add(new PlanWithdrawn(plan.PlanId, plan.VisitId, plan.Body, reason));
        if (plan.State != PlanState.Scheduled) return unfolding.Decide();
        var left = unfolding.State.Docket.Of(plan.VisitId!.Value).Where(other => other.State == PlanState.Scheduled).ToList();
        return left.Select(other => other.Body).Distinct().Count() == 1 && left.Max(firm.Docket.NotAloneBefore) > plan.Day
            ? unfolding.Add(left.Select(other => new PlanReturned(other.PlanId, plan.VisitId.Value, PlanReturned.CoolOff, null))).Decide()
            : unfolding.Decide();
    }
}
