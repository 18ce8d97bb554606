using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Frequency;

namespace Pengcheng.Inspection.Plans;

/// <summary>The head of the body approves a plan (检查审批).</summary>
public sealed record ApprovePlan(Guid PlanId, string ApprovalNo, string ApprovedBy)
{
    /// <summary>Not by the one who drafted it; not while another body plans for the same days; not beyond the yearly cap, unless the cause allows that.</summary>
    public static Decision Decide(Firm firm, ApprovePlan command, Facts facts, InspectionPolicy policy)
    {
        if (firm.Docket.Find(command.PlanId) is not { } plan) return InspectionErrors.PlanNotFound;
        if (Texts.Refuse("approvalNo", command.ApprovalNo, 60) is { } number) return number;
        if (plan.State is PlanState.Approved) return Decision.Nothing;
        // The other one may have gone out of the way since.
        if (plan.State is PlanState.ConflictDetected && firm.Docket.Overlapping(plan).Any()) return InspectionErrors.OverlapOpen;
        if (plan.State is not (PlanState.Submitted or PlanState.ConflictDetected or PlanState.Merged or PlanState.Rescheduled)) return InspectionErrors.WrongPlanState.With(("state", plan.State));
        if (plan.DraftedBy == command.ApprovedBy) return InspectionErrors.ApproverIsDrafter;

        var cap = firm.PublishedCap ?? policy.YearlyCap;
        var count = Inspections(firm, plan);
        if (count > cap && !MayExceed(firm, plan.Content.Cause, facts)) return InspectionErrors.CapReached.With(("cap", cap), ("year", plan.Content.Window.To.Year));
        return new Unfolding<Firm>(firm)
            .AddIf(count > cap, () => new CapExceeded(plan.PlanId, count, cap))
            .Add(new PlanApproved(plan.PlanId, command.ApprovalNo, command.ApprovedBy))
            .Decide();
    }

    // A complaint is a reason of its own, unless the firm was reported abusively.
    private static bool MayExceed(Firm firm, InspectionCause cause, Facts facts) =>
        cause != InspectionCause.Planned && (cause != InspectionCause.Complaint || !firm.WasReportedAbusively(facts.Today));

    // With this plan: those that were, and those that are approved. Of two years that its window touches it may fall into the emptier one.
    private static int Inspections(Firm firm, Plan plan) => Enumerable.Range(plan.Content.Window.From.Year, plan.Content.Window.To.Year - plan.Content.Window.From.Year + 1)
        .Min(year => PlanRules.InYear(firm, plan, year, other => other.State >= PlanState.Approved));
}

/// <summary>The plan is published.</summary>
public sealed record PublishPlan(Guid PlanId)
{
    /// <summary>After its approval.</summary>
    public static Decision Decide(Firm firm, PublishPlan command) =>
        firm.Docket.Find(command.PlanId) is not { } plan ? InspectionErrors.PlanNotFound
        : plan.State == PlanState.Published ? Decision.Nothing
        : plan.State != PlanState.Approved ? InspectionErrors.WrongPlanState.With(("state", plan.State))
        : Decision.Accept(new PlanPublished(plan.PlanId));
}

/// <summary>A yearly cap for this firm is published.</summary>
public sealed record PublishCap(int Cap)
{
    /// <summary>From 0, which leaves inspections with a cause only.</summary>
    public static Decision Decide(Firm firm, PublishCap command) =>
        command.Cap is < 0 or > 366 ? InspectionErrors.CapInvalid
        : firm.PublishedCap == command.Cap ? Decision.Nothing
        : Decision.Accept(new CapPublished(command.Cap));
}
