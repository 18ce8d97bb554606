namespace Pengcheng.Demo.Inspection;

/// <summary>Three bodies plan for the same days; they come together, once (综合查一次).</summary>
internal static class JointInspection
{
    private const int Morning = 9 * 60 + 30, Afternoon = 14 * 60;

    public static async Task Play(Scene scene)
    {
        var players = scene.Players;
        var days = await scene.WorkingDays();
        var visit = await Plan(scene, days);
        await visit.Announce();
        var day = await Book(scene, visit, days);

        await scene.DaysPassUntil(day);
        Scene.Say($"{day:yyyy-MM-dd}: officers of all three bodies scan the firm's code. It is one entry. {players.Stranger.Code} has no plan and is turned away.");
        await Scans.Read(scene, players.Emergency, visit);
        await visit.Enter();
        await Scans.Code(scene, players.Emergency);
        await Scans.TurnAway(scene, players.Stranger);
        await Conclude(scene, visit);
    }

    private static async Task<Visit> Plan(Scene scene, IReadOnlyList<DateOnly> days)
    {
        var (players, visitId) = (scene.Players, Guid.CreateVersion7());
        Scene.Say("Three bodies plan for the same days. The second and the third see it; the street's coordinator merges the plans.");
        Plan[] plans =
        [
            new(scene, players.Emergency, "planned", days[1], days[20], 60),
            new(scene, players.Environment, "planned", days[2], days[25], 50),
            new(scene, players.Market, "planned", days[0], days[22], 40),
        ];
        foreach (var plan in plans) await plan.Submit(plan == plans[0] ? "submitted" : "conflict-detected");
        var merged = await scene.Post(players.Coordinator, $"{scene.Firm}/joint-visits", new { visitId, lead = players.Emergency.Code, plans = plans.Select(plan => plan.Id) });
        foreach (var plan in plans) plan.Expect(merged, "merged");
        foreach (var plan in plans) await plan.Publish();

        var scheduled = await scene.Post(players.Coordinator, $"{scene.Firm}/visits", new
        {
            visitId,
            plans = plans.Select(plan => plan.Id),
            day = days[6],
            explanation = "三家单位同一入企日 Three bodies on one entry day.",
        });
        foreach (var plan in plans) plan.Expect(scheduled, "scheduled");
        var visit = new Visit(scene, visitId, players.Planners);
        scene.Visits.Add(visit);
        return visit;
    }

    private static async Task<DateOnly> Book(Scene scene, Visit visit, IReadOnlyList<DateOnly> days)
    {
        var players = scene.Players;
        Scene.Say("The coordinator offers two times; the firm would rather have a third one, and gets it.");
        var offered = await scene.Post(players.Coordinator, $"{visit.Path}/slots", new
        {
            slots = new[] { Slot(days[6], Morning), Slot(days[7], Afternoon) },
        });
        Visit.Expect(offered, "slot-proposed");
        await scene.Post(players.Firm, $"{visit.Path}/counter-slot", new { slot = Slot(days[8], Morning) });
        var confirmed = await scene.Post(players.Coordinator, $"{visit.Path}/counter-slot/acceptance");
        Visit.Expect(confirmed, "slot-confirmed");
        Scene.Require(confirmed.GetProperty("day").GetDate() == days[8], $"The visit should be on the day that the firm named: {confirmed}");
        await scene.Until(players.Coordinator, scene.Firm, "the firm's calendar has the new day", card =>
            card.List("planned").Any(planned => planned.GetProperty("visitId").GetGuid() == visit.Id && planned.GetProperty("day").GetDate() == days[8]));
        return days[8];
    }

    private static object Slot(DateOnly day, int from) => new { day, from, to = from + 150 };

    private static async Task Conclude(Scene scene, Visit visit)
    {
        var players = scene.Players;
        Scene.Say("One body orders a rectification, two find nothing. The firm puts it right and takes note.");
        var orderNo = $"YJ-ZG-{players.Digits(8)}";
        var due = (await scene.WorkingDays())[5];
        await visit.Record(players.Emergency, new { orderNo, demand = "清除杂物，保持通道畅通 Clear the passage.", due });
        await visit.Record(players.Environment);
        Visit.Expect(await visit.Record(players.Market), "result-recorded");
        await scene.Post(players.Firm, $"{visit.Path}/rectifications/{orderNo}/report", new { report = "已清除 Cleared." });
        await scene.Post(players.Emergency.Officer, $"{visit.Path}/rectifications/{orderNo}/acceptance");
        await visit.Acknowledge();
        await Rating.Play(scene, visit);
        await scene.Until(players.Supervisor, scene.Firm, "all three plans are done", card =>
            card.List("plans").Count(plan => plan.Is("state", "completed")) == players.Planners.Count);
    }
}
