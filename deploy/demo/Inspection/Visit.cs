using System.Text.Json;

namespace Pengcheng.Demo.Inspection;

/// <summary>A visit of one body or several, on its way from the notice to the firm's word.</summary>
public sealed class Visit(Scene scene, Guid id, IReadOnlyList<Body> bodies)
{
    private static readonly string[] Told = ["announced", "entries", "inspections"];

    /// <summary>Its id.</summary>
    public Guid Id => id;

    /// <summary>Its address.</summary>
    public string Path => $"/visits/{id}";

    /// <summary>The body that leads.</summary>
    public Body Lead => bodies[0];

    /// <summary>The lead body's planner tells the firm who comes, for all of them; the day is the one that it was planned for.</summary>
    public async Task Announce()
    {
        await scene.Until(Lead.Planner, Path, "the visit is planned", view => view.Is("status", "planned"));
        var announced = await scene.Post(Lead.Planner, $"{Path}/announcement", new
        {
            noticeNo = $"深龙{Lead.Name[..2]}检通〔{(await SandboxClock.Today(scene.Door)).Year}〕{scene.Players.Digits(4).TrimStart('0')}1号",
            teams = bodies.Select(body => new { body = body.Code, officers = body.Certificates }),
        });
        Expect(announced, "announced");
        scene.Played.Add(Told[0], bodies);
    }

    /// <summary>Each body scans the firm's rotating code; the first scan makes the one entry.</summary>
    public async Task Enter()
    {
        string? entry = null;
        foreach (var body in bodies)
        {
            var view = (await Scans.Code(scene, body)).GetProperty("visit");
            Expect(view, body == bodies[^1] ? "in-progress" : "arrived");
            var made = view.GetProperty("entry").GetProperty("entryId").GetString();
            Scene.Require(entry is null || made == entry, $"The scan of {body.Code} made another entry: {view}");
            entry = made;
        }

        foreach (var measure in Told[1..]) scene.Played.Add(measure, bodies);
        if (bodies.Count > 1) scene.Played.Add("joint-inspections", bodies);
        await scene.Until(scene.Players.Supervisor, scene.Firm, "the entry is counted, once", card =>
            card.List("history").Count(counted => counted.GetProperty("visitId").GetGuid() == id) == 1);
    }

    /// <summary>A body leaves and records what it found: nothing, or something that is to be put right.</summary>
    public async Task<JsonElement> Record(Body body, object? rectification = null)
    {
        await scene.Post(body.Officer, $"{Path}/departure");
        scene.Played.Add("results", [body]);
        if (rectification is null)
            return await scene.Post(body.Officer, $"{Path}/results", new { items = new[] { body.Item }, outcome = "nothing-found", findings = "未发现问题 Nothing found." });
        scene.Played.Add("rectifications", [body]);
        return await scene.Post(body.Officer, $"{Path}/results", new { items = new[] { body.Item }, outcome = "rectification-ordered", findings = "配电箱前堆放杂物 Goods stored before the switchboard.", rectification });
    }

    /// <summary>The firm takes note of the results.</summary>
    public async Task Acknowledge() => Expect(await scene.Post(scene.Players.Firm, $"{Path}/acknowledgement"), "enterprise-acknowledged");

    /// <summary>It must stand there.</summary>
    public static void Expect(JsonElement view, string status) => Scene.Require(view.Is("status", status), $"The visit should be {status}: {view}");
}
