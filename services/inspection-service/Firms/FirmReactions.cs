using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Frequency;
using Pengcheng.Inspection.Plans;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Firms;

/// <summary>What follows from a firm's events: its code leads to it, visits are told of their plans, bodies are reminded.</summary>
public sealed class FirmReactions : IReactions<Firm>
{
    /// <summary>The natural key under which a code finds its firm.</summary>
    public static readonly NaturalKey<Guid> CodeKey = new("code", id => id.ToString("N"));

    // A visit is one firm's, whoever chose its id.
    private static readonly NaturalKey<Guid> VisitKey = new("visit", id => id.ToString("N"), InspectionErrors.VisitExists);

    /// <inheritdoc/>
    public IEnumerable<Effect> React(Firm? before, object @event, Firm after, Facts facts) =>
        [.. Effect.Told(Publishing.Of(@event, after, facts)), .. Follow(before, @event, after, facts)];

    private static IEnumerable<Effect> Follow(Firm? before, object @event, Firm firm, Facts facts) => @event switch
    {
        CodeIssued e => [CodeKey.Claim(e.CodeId)],
        CodeRotated e => [CodeKey.Release(e.Revoked), CodeKey.Claim(e.CodeId)],
        CodeRevoked e => [CodeKey.Release(e.CodeId)],
        JointVisitFormed e => [VisitKey.Claim(e.VisitId)],
        VisitScheduled e => [VisitKey.Claim(e.VisitId), Due.Now($"plan:{e.VisitId:N}", facts, Plan(firm, e))],
        // Unless it comes for another plan all the same.
        PlanWithdrawn { VisitId: { } visit } e when before?.Docket.Find(e.PlanId)?.State == PlanState.Scheduled && !firm.Docket.Of(visit).Any(plan => plan.Body == e.Body) =>
            [Due.Now($"withdraw:{e.PlanId:N}", facts, new WithdrawParticipant(visit, e.Body, e.Reason))],
        PlanReturned { Reason: PlanReturned.CoolOff } e => [Due.Now($"withdraw:{e.PlanId:N}", facts, new WithdrawParticipant(e.VisitId, firm.Docket.Find(e.PlanId)!.Body, e.Reason))],
        FrequencyAlertRaised e => e.Bodies.Select(body => Due.Now($"remind:{e.AlertNo}:{body}", facts, new RemindBody(body, firm.Uscc, e.AlertNo, e.Count))),
        UncoordinatedConcurrencyDetected e => e.Bodies.Select(body =>
            Due.Now($"concurrency:{e.EntryId}:{e.OtherEntryId}:{body}", facts, new NoteSuspicion(body, firm.Profile.District, $"concurrency:{e.EntryId}:{e.OtherEntryId}", ViolationKind.Uncoordinated, e.EntryId))),
        _ => [],
    };

    private static PlanVisit Plan(Firm firm, VisitScheduled e)
    {
        var plans = e.Plans.Select(id => firm.Docket.Find(id)!).ToList();
        // A visit is an inspection if one of its plans is; and a planned one if all are.
        var kind = plans.Min(plan => plan.Content.Kind);
        var cause = plans.Exists(plan => plan.Content.Cause == InspectionCause.Planned) ? InspectionCause.Planned : plans[0].Content.Cause;
        var parts = plans.GroupBy(plan => plan.Body).Select(own => new Part(own.Key, own.Min(plan => plan.Content.Kind), own.First().PlanId, [.. own.SelectMany(plan => plan.Left).DistinctBy(item => item.Code)]));
        return new PlanVisit(
            new VisitSubject(e.VisitId, firm.Uscc, firm.Profile.District, firm.Profile.Street, firm.Profile.Place, kind, cause), e.Lead, [.. parts],
            new DayRange(plans.Max(plan => plan.Content.Window.From), plans.Min(plan => plan.Content.Window.To)), e.Day);
    }
}
