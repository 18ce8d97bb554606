using Pengcheng.Inspection.Frequency;

namespace Pengcheng.Inspection.Plans;

/// <summary>A visit that is to come.</summary>
public sealed record DocketVisit(Guid VisitId, DateOnly Day);

/// <summary>All plans for one firm.</summary>
/// <param name="VisitIds">Every visit that was ever scheduled for it, whatever became of it.</param>
/// <param name="Voided">For visit and body the last of its entries that was declared void: whatever was done up to it was not done.</param>
/// <param name="GivenUp">Visits in which something was carried out and that nobody comes to any more, with the body.</param>
public sealed record Docket(ImmutableList<Plan> Plans, ImmutableHashSet<Guid> VisitIds, ImmutableHashSet<string> GivenUp, ImmutableDictionary<string, int> Voided)
{
    /// <summary>Nothing is planned.</summary>
    public static Docket Empty { get; } = new([], [], [], ImmutableDictionary<string, int>.Empty);

    /// <summary>The plans that may still lead to an inspection.</summary>
    public IEnumerable<Plan> Open => Plans.Where(plan => plan.IsOpen);

    /// <summary>Visits that have their day and were not held yet.</summary>
    public IEnumerable<DocketVisit> Visits => Plans.Where(plan => plan.State == PlanState.Scheduled)
        .Select(plan => new DocketVisit(plan.VisitId!.Value, plan.Day!.Value)).Distinct().OrderBy(visit => visit.Day);

    /// <summary>One plan, or null.</summary>
    public Plan? Find(Guid planId) => Plans.Find(plan => plan.PlanId == planId);

    /// <summary>The open plans of a visit.</summary>
    public IEnumerable<Plan> Of(Guid visitId) => Open.Where(plan => plan.VisitId == visitId);

    /// <summary>Plans of other bodies that are meant for the same days, and not for the same visit.</summary>
    public IEnumerable<Plan> Overlapping(Plan own) => Plans.Where(other =>
        other.IsSubmitted && other.Body != own.Body && other.Group != own.Group
        && (other.Day is { } day ? own.Content.Window.Has(day) : own.Content.Window.Meets(other.Content.Window)));

    /// <summary>How many inspections are still to come beside this plan's, as far as they fall into these days; a joint one is one.</summary>
    public int Ahead(Plan own, DayRange days, Func<Plan, bool> committed) => Open
        .Where(plan => plan.Content.Kind == EntryKind.Enforcement && committed(plan) && plan.Group != own.Group)
        .Where(plan => plan.Day is { } day ? days.Has(day) : days.Meets(plan.Content.Window))
        .Select(plan => plan.Group).Distinct().Count();

    /// <summary>Until when a plan's body may not come alone for what the plan is about: it has stayed away from a joint visit, with this plan or another.</summary>
    public DateOnly? NotAloneBefore(Plan own) => Plans
        .Where(plan => plan.Body == own.Body && plan.NotAloneBefore is not null && plan.Content.Items.Exists(item => own.Content.Items.Exists(wanted => wanted.Code == item.Code)))
        .Max(plan => plan.NotAloneBefore);

    /// <summary>Whether a body comes to this visit again once its entry is void.</summary>
    public bool IsGivenUp(Guid visitId, string body) => GivenUp.Contains($"{visitId:N}/{body}");

    /// <summary>Whether what a body did in an entry of a visit was declared void.</summary>
    public bool IsVoid(Guid visitId, string body, int entry) => Voided.GetValueOrDefault($"{visitId:N}/{body}") >= entry;

    internal Docket With(object @event) => @event switch
    {
        EntryDiscounted e => this with { Voided = Voided.SetItems(e.Bodies.Select(body => KeyValuePair.Create($"{e.VisitId:N}/{body}", Math.Max(e.Number, Voided.GetValueOrDefault($"{e.VisitId:N}/{body}"))))) },
        PlanDrafted e => this with { Plans = Plans.Add(new Plan(e.PlanId, e.Content, e.DraftedBy)) },
        PlanSubmitted e => Change(e.PlanId, plan => plan with { State = PlanState.Submitted }),
        FrequencyPreAlertRaised e => Change(e.PlanId, plan => plan with { PreAlerts = plan.PreAlerts.Add(e) }),
        OverlapDetected e => Change(e.PlanId, plan => plan with { State = PlanState.ConflictDetected }),
        JointVisitFormed e => Change(e.Plans, plan => plan with { VisitId = e.VisitId, Lead = e.Lead, State = plan.State is PlanState.Approved or PlanState.Published ? plan.State : PlanState.Merged }),
        PlanRescheduled e => Change(e.PlanId, plan => plan with { State = PlanState.Rescheduled, Content = plan.Content with { Window = e.Window }, VisitId = null, Lead = null }),
        PlanApproved e => Change(e.PlanId, plan => plan with { State = PlanState.Approved }),
        PlanPublished e => Change(e.PlanId, plan => plan with { State = PlanState.Published }),
        VisitScheduled e => Change(e.Plans, plan => plan with { State = PlanState.Scheduled, VisitId = e.VisitId, Lead = e.Lead, Day = e.Day, ReturnedFrom = null }) with { VisitIds = VisitIds.Add(e.VisitId) },
        PlanPartlyExecuted e => Change(e.PlanId, plan => Free(plan) with { State = PlanState.PartlyExecuted, ReturnedFrom = null, Executions = plan.Executions.Add(new Execution(e.VisitId, e.Entry, e.Items)) }),
        PlanCompleted e => Change(e.PlanId, plan => plan with { State = PlanState.Completed, Executions = plan.Executions.Add(new Execution(e.VisitId, e.Entry, e.Items)) }),
        ExecutionVoided e => Change(e.PlanId, plan => Undone(plan, e)),
        PlanReturned e => Change(e.PlanId, plan => Free(plan) with { State = PlanState.Published, ReturnedFrom = e.VisitId, NotAloneBefore = e.NotAloneBefore ?? plan.NotAloneBefore }),
        VisitGivenUp e => this with { GivenUp = GivenUp.Add($"{e.VisitId:N}/{e.Body}") },
        PlanWithdrawn e => Change(e.PlanId, plan => plan with { State = PlanState.Withdrawn, WithdrawnFrom = plan.State }),
        CapExceeded e => Change(e.PlanId, plan => plan with { ExceedsCap = true }),
        VisitMoved e => this with { Plans = [.. Plans.Select(plan => plan.State == PlanState.Scheduled && plan.VisitId == e.VisitId ? plan with { Day = e.Day } : plan)] },
        _ => throw new UnknownEventException(typeof(Docket), @event),
    };

    // Unless the rest has got another visit since, the visit of the void entry is still to be held, or a new one if that is over.
    private static Plan Undone(Plan plan, ExecutionVoided e)
    {
        var undone = plan with { Executions = plan.Executions.RemoveAll(done => done.VisitId == e.VisitId && done.Entry == e.Entry) };
        return plan.State is not (PlanState.Completed or PlanState.PartlyExecuted) ? undone
            : e.Day is { } day ? undone with { State = PlanState.Scheduled, VisitId = e.VisitId, Day = day }
            : Free(undone) with { State = PlanState.Published, ReturnedFrom = e.VisitId };
    }

    private static Plan Free(Plan plan) => plan with { VisitId = null, Lead = null, Day = null };

    private Docket Change(Guid planId, Func<Plan, Plan> change) => Change([planId], change);

    private Docket Change(ImmutableList<Guid> ids, Func<Plan, Plan> change) =>
        this with { Plans = [.. Plans.Select(plan => ids.Contains(plan.PlanId) ? change(plan) : plan)] };
}
