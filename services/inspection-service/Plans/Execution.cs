using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Plans;

// What a visit tells its firm about the plans it was made for. A visit may tell it twice, or after the plan was withdrawn:
// what does not concern a scheduled plan changes nothing.

/// <summary>Told: a body has inspected these items.</summary>
/// <param name="Entry">In which of the visit's entries, 1, 2, 3 ...; if there was none, in the one that was still to be made.</param>
public sealed record RecordExecution(UnifiedSocialCreditCode Uscc, Guid VisitId, string Body, int Entry, ImmutableList<string> Items)
{
    /// <summary>All of a plan's items complete it. What was done in a void entry was not done here, even if the void is told later than what was done instead.</summary>
    public static Decision Decide(Firm firm, RecordExecution command)
    {
        if (firm.Docket.IsVoid(command.VisitId, command.Body, command.Entry)) return Decision.Nothing;
        var unfolding = new Unfolding<Firm>(firm).Add(
            from plan in firm.Docket.Plans
            where plan.Body == command.Body && plan.State != PlanState.Withdrawn
            from done in plan.Executions
            where done.VisitId == command.VisitId && done.Entry != command.Entry
            select (object)new ExecutionVoided(plan.PlanId, done.VisitId, done.Entry, null));
        return unfolding.Add(Told.Meant(unfolding.State, command.VisitId, command.Body).Select(plan => Done(plan, command))).Decide();
    }

    private static object Done(Plan plan, RecordExecution command)
    {
        var done = plan.Left.Select(item => item.Code).Where(command.Items.Contains).ToImmutableList();
        return done.Count == plan.Left.Count()
            ? new PlanCompleted(plan.PlanId, command.VisitId, command.Entry, done)
            : new PlanPartlyExecuted(plan.PlanId, command.VisitId, command.Entry, done);
    }
}

/// <summary>Told: a body stayed away from the joint visit, or nobody came at all.</summary>
/// <param name="Alone">Whether it may come alone from now on; not after staying away from others.</param>
public sealed record ReturnPlans(UnifiedSocialCreditCode Uscc, Guid VisitId, string Body, string Reason, bool Alone)
{
    /// <summary>Back to the pool, with a cool-off where one is due; also if a void that makes it so is told later.</summary>
    public static Decision Decide(Firm firm, ReturnPlans command, Facts facts, InspectionPolicy policy) => new Unfolding<Firm>(firm)
        .AddIf(
            firm.Docket.Plans.Exists(plan => plan.Body == command.Body && plan.Executions.Exists(done => done.VisitId == command.VisitId)) && !firm.Docket.IsGivenUp(command.VisitId, command.Body),
            () => new VisitGivenUp(command.VisitId, command.Body))
        .Add(
            from plan in Told.Scheduled(firm, command.VisitId, command.Body)
            let until = command.Alone ? (DateOnly?)null : (plan.Day ?? facts.Today).AddDays(policy.CoolOffDays)
            select new PlanReturned(plan.PlanId, command.VisitId, command.Reason, until))
        .Decide();
}

/// <summary>Told: the visit has another day.</summary>
public sealed record MoveVisit(UnifiedSocialCreditCode Uscc, Guid VisitId, DateOnly Day)
{
    /// <summary>If it is still to come.</summary>
    public static Decision Decide(Firm firm, MoveVisit command) =>
        firm.Docket.Visits.Any(visit => visit.VisitId == command.VisitId && visit.Day != command.Day)
            ? Decision.Accept(new VisitMoved(command.VisitId, command.Day))
            : Decision.Nothing;
}

internal static class Told
{
    // A body that was taken for absent may have been there after all: its plan has not got another visit yet.
    public static IEnumerable<Plan> Meant(Firm firm, Guid visitId, string body) =>
        Scheduled(firm, visitId, body).Concat(firm.Docket.Plans.Where(plan => plan.IsInPool && plan.ReturnedFrom == visitId && plan.Body == body));

    public static IEnumerable<Plan> Scheduled(Firm firm, Guid visitId, string body) =>
        firm.Docket.Of(visitId).Where(plan => plan.State == PlanState.Scheduled && plan.Body == body);
}
