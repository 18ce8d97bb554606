using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Plans;

// What a visit tells its firm about the plans it was made for. A visit may tell it twice, or after the plan was withdrawn:
// what does not concern a scheduled plan changes nothing.

/// <summary>Told: a body has inspected these items.</summary>
/// <param name="EntryId">In which entry; null if there was none.</param>
public sealed record RecordExecution(UnifiedSocialCreditCode Uscc, Guid VisitId, string Body, string? EntryId, ImmutableList<string> Items)
{
    /// <summary>All of a plan's items complete it. What was done in a void entry was not done here.</summary>
    public static Decision Decide(Firm firm, RecordExecution command) => command.EntryId is { } entry && firm.Tally.IsDiscounted(entry)
        ? Decision.Nothing
        : new Unfolding<Firm>(firm).Add(Told.Scheduled(firm, command.VisitId, command.Body).Select(plan => Done(plan, command))).Decide();

    private static object Done(Plan plan, RecordExecution command)
    {
        var done = plan.Left.Select(item => item.Code).Where(command.Items.Contains).ToImmutableList();
        return done.Count == plan.Left.Count() ? new PlanCompleted(plan.PlanId, command.VisitId, done) : new PlanPartlyExecuted(plan.PlanId, command.VisitId, done);
    }
}

/// <summary>Told: a body stayed away from the joint visit, or nobody came at all.</summary>
/// <param name="Alone">Whether it may come alone from now on; not after staying away from others.</param>
public sealed record ReturnPlans(UnifiedSocialCreditCode Uscc, Guid VisitId, string Body, string Reason, bool Alone)
{
    /// <summary>Back to the pool, with a cool-off where one is due.</summary>
    public static Decision Decide(Firm firm, ReturnPlans command, Facts facts, InspectionPolicy policy) => new Unfolding<Firm>(firm).Add(
        from plan in Told.Scheduled(firm, command.VisitId, command.Body)
        let until = command.Alone ? (DateOnly?)null : (plan.Day ?? facts.Today).AddDays(policy.CoolOffDays)
        select new PlanReturned(plan.PlanId, command.VisitId, command.Reason, until)).Decide();
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
    public static IEnumerable<Plan> Scheduled(Firm firm, Guid visitId, string body) =>
        firm.Docket.Of(visitId).Where(plan => plan.State == PlanState.Scheduled && plan.Body == body);
}
