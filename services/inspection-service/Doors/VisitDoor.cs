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

    /// <summary>The notice to the firm (检查通知).</summary>
    /// <param name="NoticeNo"><c>{unit}检通〔yyyy〕n号</c></param>
    /// <param name="Teams">Two certified officers or more of each body.</param>
    public sealed record Announcement(string NoticeNo, IReadOnlyList<Team> Teams);

    /// <summary>Times on offer.</summary>
    public sealed record Offer(IReadOnlyList<Slot> Slots);

    /// <summary>One time.</summary>
    public sealed record Choice(Slot Slot);

    /// <summary>Another day.</summary>
    public sealed record Move(DateOnly Day, string Reason);

    /// <summary>A body that did not come.</summary>
    public sealed record Absence(string Body);

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
        visits.Post<Announcement, TeamFacts>("announcement", "inspection.plans", "Tell the firm who comes, when and why",
            (_, body, cancel) => teams.Of(body.Teams.SelectMany(team => team.Officers), cancel),
            (visit, body, known, asked) => AnnounceVisit.Decide(visit, new AnnounceVisit(body.NoticeNo, [.. body.Teams]), known, asked.Facts, policy));

        Moves<Offer>("slots", Coordinate, "Offer the firm times", (visit, body, taken, asked) => ProposeSlots.Decide(visit, new ProposeSlots([.. body.Slots]), taken, asked.Facts, policy));
        visits.Post<Choice>("slot", ByFirm, "As the firm, choose a time", (visit, body, _) => ChooseSlot.Decide(visit, new ChooseSlot(body.Slot)));
        Moves<Choice>("counter-slot", ByFirm, "As the firm, name another time", (visit, body, taken, asked) => CounterProposeSlot.Decide(visit, new CounterProposeSlot(body.Slot), taken, asked.Facts, policy));
        visits.Post<Nothing>("counter-slot/acceptance", Coordinate, "Take the firm's time", (visit, _, _) => AcceptCounter.Decide(visit));
        Moves<Move>("postponement", ByFirm, "As the firm, postpone once", (visit, body, taken, asked) => PostponeVisit.Decide(visit, new PostponeVisit(body.Day, body.Reason), taken, asked.Facts, policy));
        Moves<Move>("day", Coordinate, "Move the visit to another day", (visit, body, taken, asked) => RescheduleVisit.Decide(visit, new RescheduleVisit(body.Day, body.Reason), taken, asked.Facts, policy));
        visits.Post<Absence>("absences", Coordinate, "A body of the joint visit did not come", (visit, body, _) => MarkAbsent.Decide(visit, new MarkAbsent(body.Body)));
        return visits;

        // On another day the firm may have somebody else already: its entry days are looked up first.
        void Moves<TBody>(string command, string scope, string summary, Func<Visit, TBody, ImmutableList<DateOnly>, Asked, Decision> decide) where TBody : class =>
            visits.Post(command, scope, summary,
                async (visit, _, cancel) => (await firms.Load(Firm.IdOf(visit.Subject.Uscc), cancel)).State!.EntryDays(except: visit.Subject.VisitId), decide);
    }

    // Whether the firm rates is its own affair; the numbering must not show the gap.
    private static IEnumerable<TimelineEntry> Timeline(Visit visit, Caller caller, IEnumerable<Happened> history) =>
        caller.Is(visit.Subject.Uscc)
            ? history.Select(e => new TimelineEntry(e.Version, e.At, e.Event, e.ActorKind, null))
            : history.Where(e => e.Data is not RatingTokenIssued).Select((e, i) => new TimelineEntry(i + 1, e.At, e.Event, e.Actor, e.Data));
}
