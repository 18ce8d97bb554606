using Pengcheng.Chassis.Storage;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Visits;
using Pengcheng.Inspection.Work;

namespace Pengcheng.Inspection.Doors;

/// <summary>The door to visits: the notice, the booking in both directions, and what the street's coordinator arranges.</summary>
public static class VisitDoor
{
    private const string Coordinate = "inspection.coordinate", ByFirm = "inspection.firm";

    /// <summary>One thing that happened.</summary>
    /// <param name="Actor">Who did it; for the firm only what kind of actor.</param>
    /// <param name="Data">The event itself; not for the firm.</param>
    public sealed record TimelineEntry(long Version, DateTimeOffset At, string Event, string Actor, object? Data);

    /// <summary>Maps the door.</summary>
    public static StreamDoor<Visit, VisitView> Map(IEndpointRouteBuilder routes, InspectionPolicy policy)
    {
        var (teams, firms) = (routes.ServiceProvider.GetRequiredService<TeamReader>(), routes.ServiceProvider.GetRequiredService<Commands<Firm>>());
        var visits = new StreamDoor<Visit, VisitView>(routes, "/inspection/v1/visits", "Visits", VisitView.Sees, VisitView.Of) { ShowsVersion = false };
        visits.Get("inspection.read", "A visit as you see it");
        visits.Timeline("inspection.read", Timeline);
        visits.Post<AnnounceVisit, TeamFacts>("announcement", "inspection.plans", "Tell the firm who comes, when and why",
            (_, command, cancel) => teams.Of(command.Teams.SelectMany(team => team.Officers), cancel), (visit, command, known, asked) => AnnounceVisit.Decide(visit, command, known, asked.Facts, policy));

        Moves<ProposeSlots>("slots", Coordinate, "Offer the firm times", ProposeSlots.Decide);
        Moves<ChooseSlot>("slot", ByFirm, "As the firm, choose a time", ChooseSlot.Decide);
        Moves<CounterProposeSlot>("counter-slot", ByFirm, "As the firm, name another time", CounterProposeSlot.Decide);
        Moves<AcceptCounter>("counter-slot/acceptance", Coordinate, "Take the firm's time", AcceptCounter.Decide);
        Moves<PostponeVisit>("postponement", ByFirm, "As the firm, postpone once", PostponeVisit.Decide);
        Moves<RescheduleVisit>("day", Coordinate, "Move the visit to another day", RescheduleVisit.Decide);
        visits.Post<MarkAbsent>("absences", Coordinate, "A body of the joint visit did not come", MarkAbsent.Decide);
        return visits;

        // On another day the firm may have somebody else already: its entry days are looked up first.
        void Moves<TCommand>(string name, string scope, string summary, Func<Visit, TCommand, ImmutableList<DateOnly>, Facts, InspectionPolicy, Decision> decide) where TCommand : class =>
            visits.Post<TCommand, ImmutableList<DateOnly>>(name, scope, summary,
                async (visit, _, cancel) => (await firms.Load(Firm.IdOf(visit.Uscc), cancel)).State!.EntryDays(except: visit.VisitId),
                (visit, command, taken, asked) => decide(visit, command, taken, asked.Facts, policy));
    }

    // Whether the firm rates is its own affair; the numbering must not show the gap.
    private static IEnumerable<TimelineEntry> Timeline(Visit visit, Caller caller, IEnumerable<Happened> history) =>
        caller.Is(visit.Uscc)
            ? history.Select(e => new TimelineEntry(e.Version, e.At, e.Event, e.ActorKind, null))
            : history.Where(e => e.Data is not RatingTokenIssued).Select((e, i) => new TimelineEntry(i + 1, e.At, e.Event, e.Actor, e.Data));
}
