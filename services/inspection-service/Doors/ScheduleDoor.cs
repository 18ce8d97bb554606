using System.Collections.Concurrent;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;
using Pengcheng.Inspection.Scheduling;
using Pengcheng.Inspection.Work;

namespace Pengcheng.Inspection.Doors;

/// <summary>
/// The street's schedule: the plans that wait there, packed into as few visits as can be. First to look at, then to carry out: plans of several
/// bodies that are not all approved yet become one joint visit, for their heads to approve; what is approved gets its day.
/// </summary>
public static class ScheduleDoor
{
    private const string Path = "/inspection/v1/streets/{street}/schedule", Coordinate = "inspection.coordinate";

    /// <summary>A proposal. It changes nothing.</summary>
    /// <param name="From">The first day.</param>
    /// <param name="RawPlans">How many plans wait.</param>
    /// <param name="Entries">How many entries they become; one that has no place counts as one.</param>
    /// <param name="SharePercent">Entries for each hundred plans.</param>
    /// <param name="Visits">The visits, each placement with its reason.</param>
    /// <param name="Unplaced">Plans for which there is no day.</param>
    public sealed record Proposal(
        string Street, DateOnly From, int RawPlans, int Entries, double SharePercent, ImmutableList<PlacedVisit> Visits, ImmutableList<UnplacedPlan> Unplaced);

    /// <summary>From which day on; today if none is given.</summary>
    public sealed record Beginning(DateOnly? From = null);

    /// <summary>What was carried out.</summary>
    /// <param name="Scheduled">Visits that have their day now.</param>
    /// <param name="Merged">Joint visits whose plans are to be approved now; their day is a proposal.</param>
    /// <param name="Refused">What changed since the proposal, by firm.</param>
    public sealed record CarriedOut(IReadOnlyList<ScheduledVisit> Scheduled, IReadOnlyList<ScheduledVisit> Merged, IReadOnlyList<RefusedVisit> Refused);

    /// <summary>A visit.</summary>
    public sealed record ScheduledVisit(string Uscc, Guid VisitId, DateOnly Day);

    /// <summary>A visit that could not be scheduled.</summary>
    /// <param name="Code">The error's code, see <c>/docs/errors</c>.</param>
    public sealed record RefusedVisit(string Uscc, string Code, string Detail);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, InspectionPolicy policy)
    {
        routes.MapGet(Path, async (string street, HttpContext http, Waiting waiting, WorkingCalendar calendar, TimeProvider clock, DateOnly? from = null) =>
                !Caller.Of(http.User).Coordinates(street) ? Problems.Result(ChassisErrors.NotFound)
                : Results.Ok(View(street, First(from, clock), Schedule(await waiting.In(street, http.RequestAborted), First(from, clock), calendar, policy))))
            .RequireScope(Coordinate).WithTags("Plans").WithSummary("A schedule for all plans that wait in a street, with the reason for each placement").Produces<Proposal>().ProducesProblem(404);
        routes.MapPost(Path, CarryOut).RequireScope(Coordinate).WithoutIdempotencyKey().WithTags("Plans")
            .WithSummary("Carry the schedule out; again, it changes nothing more").Produces<CarriedOut>().ProducesProblem(404);

        async Task<IResult> CarryOut(string street, Beginning body, HttpContext http, Waiting waiting, WorkingCalendar calendar, TimeProvider clock, Commands<Firm> firms)
        {
            var caller = Caller.Of(http.User);
            if (!caller.Coordinates(street)) return Problems.Result(ChassisErrors.NotFound);
            var schedule = Schedule(await waiting.In(street, http.RequestAborted), First(body.From, clock), calendar, policy);
            var done = new ConcurrentBag<(PlacedVisit Visit, Refusal? Refusal)>();
            // Firms do not depend on each other, and what is done is done: a caller that hangs up asks again for the rest.
            await Parallel.ForEachAsync(schedule.Visits.Where(visit => visit.Step != ScheduleStep.AwaitApproval), http.RequestAborted, async (visit, _) =>
                done.Add((visit, (await firms.Run(Firm.IdOf(UnifiedSocialCreditCode.Parse(visit.Firm, null)), new Trigger.Own(caller.Actor),
                    (firm, facts) => visit.Step == ScheduleStep.Schedule ? ScheduleVisit.Decide(firm!, Command(visit), facts, policy) : MergePlans.Decide(firm!, Merger(visit), facts, policy))).Refusal)));
            return Results.Ok(new CarriedOut(
                Done(ScheduleStep.Schedule), Done(ScheduleStep.Merge),
                [.. from one in done where one.Refusal is not null orderby one.Visit.Firm select new RefusedVisit(one.Visit.Firm, one.Refusal.Error.Code, one.Refusal.Sentence(Problems.PrefersChinese(http.Request)))]));

            IReadOnlyList<ScheduledVisit> Done(ScheduleStep step) =>
                [.. from one in done where one.Refusal is null && one.Visit.Step == step orderby one.Visit.Firm, one.Visit.Day select new ScheduledVisit(one.Visit.Firm, IdOf(one.Visit), one.Visit.Day)];
        }
    }

    private static DateOnly First(DateOnly? from, TimeProvider clock) => ShenzhenTime.DateOf(clock.GetUtcNow()) is var today && from > today ? from.Value : today;

    private static Schedule Schedule(IEnumerable<PendingFirm> firms, DateOnly from, WorkingCalendar calendar, InspectionPolicy policy) => new Scheduler(calendar, policy).Run(firms, from);

    private static Proposal View(string street, DateOnly from, Schedule schedule) => new(
        street, from, schedule.RawPlans, schedule.Visits.Count + schedule.Unplaced.Count, Math.Round(schedule.Share, 1), schedule.Visits, schedule.Unplaced);

    private static ScheduleVisit Command(PlacedVisit visit) => new(IdOf(visit), Plans(visit), visit.Day, visit.Placements[^1].Because.En);

    private static MergePlans Merger(PlacedVisit visit) => new(IdOf(visit), visit.Placements[0].Body, Plans(visit));

    // The same visit has the same id whoever proposes it.
    private static Guid IdOf(PlacedVisit visit) => visit.VisitId ?? DerivedId.From($"schedule/{visit.Firm}/{visit.Day:O}/{string.Join(',', Plans(visit).Order())}");

    private static ImmutableList<Guid> Plans(PlacedVisit visit) => [.. visit.Placements.Select(placement => placement.PlanId)];
}
