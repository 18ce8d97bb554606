namespace Pengcheng.Demo.Inspection;

/// <summary>A patrol without network: the record is uploaded afterwards, and a second time by mistake. It counts once, as no inspection.</summary>
internal static class OfflineDay
{
    public static async Task Play(Scene scene)
    {
        var body = scene.Players.Emergency;
        await scene.DaysPassUntil((await scene.WorkingDays())[1]);
        Scene.Say($"A day without network: {body.Code} patrols and uploads its record, twice. It is one entry.");
        var now = (await scene.Door.Sandbox(HttpMethod.Get, "/sandbox/clock")).GetProperty("now").GetDateTimeOffset();
        var backlog = scene.Players.OfflinePatrol(body, now);
        await scene.Tell("/sandbox/officers/backlog", backlog);
        await scene.Tell("/sandbox/officers/backlog", backlog);
        foreach (var measure in (string[])["entries", "backfills"]) scene.Played.Add(measure, [body]);
        var entries = scene.Played.Counts[(Played.All, "entries")];
        var card = await scene.Until(scene.Players.Supervisor, scene.Firm, "the patrol is counted", card => card.GetProperty("burden").GetInt32() == entries);
        Scene.Require(card.GetProperty("lastTwelveMonths").GetInt32() == scene.Played.Counts[(Played.All, "inspections")], $"A patrol is no inspection: {card}");

        var id = card.List("history").Select(counted => counted.GetProperty("visitId").GetGuid()).Except(scene.Visits.Select(known => known.Id)).Single();
        var visit = new Visit(scene, id, [body]);
        scene.Visits.Add(visit);
        Visit.Expect(await visit.Record(body), "result-recorded");
        await visit.Acknowledge();
    }
}
