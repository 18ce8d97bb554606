namespace Pengcheng.Demo.Inspection;

/// <summary>One body comes alone, for a cause, with a day's notice.</summary>
internal static class SingleInspection
{
    public static async Task Play(Scene scene, Body body, string cause, bool raisesAlert)
    {
        var days = await scene.WorkingDays();
        Scene.Say(raisesAlert ? $"{body.Code} comes alone ({cause}): the third inspection, which raises one alert." : $"{body.Code} comes alone ({cause}).");
        var plan = new Plan(scene, body, cause, days[0], days[10], 60);
        await plan.Submit("submitted");
        await plan.Publish();
        var visit = new Visit(scene, Guid.CreateVersion7(), [body]);
        plan.Expect(await scene.Post(scene.Players.Coordinator, $"{scene.Firm}/visits", new
        {
            visitId = visit.Id,
            plans = new[] { plan.Id },
            day = days[2],
            explanation = "有因检查 For a cause.",
        }), "scheduled");
        scene.Visits.Add(visit);
        await visit.Announce();

        await scene.DaysPassUntil(days[2]);
        await visit.Enter();
        await Alerts(scene, raisesAlert ? 1 : 0);
        Visit.Expect(await visit.Record(body), "result-recorded");
        await visit.Acknowledge();
        // The next body that plans must not find this plan in its way.
        await scene.Until(scene.Players.Supervisor, scene.Firm, "the plan is done", card => Kebab.Comparer.Equals(plan.StateIn(card), "completed"));
    }

    // Of the rolling twelve months: the calendar year has its own, which a month over New Year does not reach.
    private static async Task Alerts(Scene scene, int expected)
    {
        var inspections = scene.Played.Counts[(Played.All, "inspections")];
        var card = await scene.Until(scene.Players.Supervisor, scene.Firm, $"{inspections} inspections are counted", card => card.GetProperty("lastTwelveMonths").GetInt32() == inspections);
        var raised = card.List("alerts").GroupBy(alert => alert.GetProperty("window").GetString()).ToDictionary(window => window.Key!, window => window.Count(), Kebab.Comparer!);
        Scene.Require(raised.GetValueOrDefault("rolling-year") == expected && raised.Values.All(count => count <= expected), $"{expected} alerts should have been raised after {inspections} inspections: {card}");
    }
}
