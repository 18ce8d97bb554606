using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Doors;

/// <summary>Plans, on their firm's stream: bodies draft, submit, approve and publish; the street's coordinator merges and schedules.</summary>
public static class PlanDoor
{
    private const string Plans = "inspection.plans", Coordinate = "inspection.coordinate";

    /// <summary>What a body wants to inspect.</summary>
    /// <param name="PlanId">The planner's own id: the same draft again is the same plan.</param>
    /// <param name="From">The first day.</param>
    /// <param name="To">The last day.</param>
    /// <param name="Minutes">How long it takes.</param>
    public sealed record Draft(Guid PlanId, EntryKind Kind, InspectionCause Cause, IReadOnlyList<InspectionItem> Items, DateOnly From, DateOnly To, int Minutes);

    /// <summary>The head's approval (检查审批).</summary>
    /// <param name="ApprovalNo">The number of its form.</param>
    public sealed record Approval(string ApprovalNo);

    /// <summary>Maps the door.</summary>
    public static void Map(StreamDoor<Firm, FirmView> firms, InspectionPolicy policy)
    {
        firms.Post<Draft>("plans", Plans, "Draft a plan", (firm, body, asked) =>
            asked.Caller.Body() is not { Length: > 0 } own ? ChassisErrors.NotFound : body.PlanId == Guid.Empty || DerivedId.Is(body.PlanId) ? InspectionErrors.PlanExists : DraftPlan.Decide(firm,
            new DraftPlan(body.PlanId, new PlanContent(own, body.Kind, body.Cause, [.. body.Items], new DayRange(body.From, body.To), body.Minutes), asked.Caller.Subject), asked.Facts, policy)).WithTags("Plans");
        Own<Nothing>("submission", Plans, "Submit a plan: from now on others must reckon with it", (firm, plan, _, asked) => SubmitPlan.Decide(firm, new SubmitPlan(plan), asked.Facts, policy));
        Own<DayRange>("window", Plans, "Move a plan to other days", (firm, plan, body, asked) => ReschedulePlan.Decide(firm, new ReschedulePlan(plan, body), asked.Facts, policy));
        Own<Approval>("approval", "inspection.approve", "As the head of the body, approve a plan", (firm, plan, body, asked) => ApprovePlan.Decide(firm, new ApprovePlan(plan, body.ApprovalNo, asked.Caller.Subject), asked.Facts, policy));
        Own<Nothing>("publication", Plans, "Publish an approved plan: it waits for its day", (firm, plan, _, _) => PublishPlan.Decide(firm, new PublishPlan(plan)));
        Own<Grounds>("withdrawal", Plans, "Give a plan up; an announced visit is called off", (firm, plan, body, _) => WithdrawPlan.Decide(firm, new WithdrawPlan(plan, body.Reason)));

        firms.Post<MergePlans>("joint-visits", Coordinate, "Make one joint visit of several bodies' plans",
            (firm, command, asked) => DerivedId.Is(command.VisitId) ? InspectionErrors.VisitExists : MergePlans.Decide(firm, command, asked.Facts, policy)).WithTags("Plans");
        firms.Post<ScheduleVisit>("visits", Coordinate, "Give plans of the pool their visit and its day",
            (firm, command, asked) => DerivedId.Is(command.VisitId) && !firm.Docket.Of(command.VisitId).Any() ? InspectionErrors.VisitExists : ScheduleVisit.Decide(firm, command, asked.Facts, policy)).WithTags("Plans");

        // A plan is its body's own affair.
        void Own<TBody>(string command, string scope, string summary, Func<Firm, Guid, TBody, Asked, Decision> decide) where TBody : class =>
            firms.Post<TBody>($"plans/{{planId:guid}}/{command}", scope, summary, (firm, body, asked) =>
                firm.Docket.Find(Guid.Parse(asked.Route("planId"))) is { } plan && plan.Body == asked.Caller.Body()
                    ? decide(firm, plan.PlanId, body, asked)
                    : InspectionErrors.PlanNotFound).WithTags("Plans");
    }
}
