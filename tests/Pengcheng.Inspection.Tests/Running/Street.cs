using System.Net;
using System.Text.Json;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>The people of a street and what they usually do, over HTTP.</summary>
internal sealed class Street(Replicas city)
{
    public const string Code = "440311001", Body = "4403-YJ", OtherBody = "4403-HB";

    public static readonly Person Registry = new("enterprise-registry", "enterprise-registry", null, "inspection.firms.write");
    public static readonly Person OfficersSystem = new("officers-system", "officers-system", null, "inspection.officers.write");
    public static readonly Person Firm = Of(Samples.Uscc), OtherFirm = Of(Samples.OtherUscc);
    public static readonly Person Coordinator = new("coordinator-1", "coordinator", Code, "inspection.read inspection.coordinate");
    public static readonly Person Supervisor = new("supervisor-1", "supervisor", "440311", "inspection.read inspection.supervise");
    public static readonly Person CitySupervisor = new("supervisor-9", "supervisor", "440300", "inspection.read inspection.supervise");
    public static readonly Person Elsewhere = new("supervisor-2", "supervisor", "440305", "inspection.read inspection.supervise");
    public static readonly Person Operator = new("operator", "operator", null, "operations inspection.read");

    public static object[] Items => [new { code = "YJ-01", legalBasis = "《安全生产法》第六十五条" }];

    public static Person Of(UnifiedSocialCreditCode uscc) => new($"firm-{uscc}", "firm", uscc.ToString(), "inspection.read inspection.firm");

    public static Person Officer(string body = Body) => new($"{body}-1", "officer", body, "inspection.read inspection.scan inspection.results");

    public static Person Planner(string body = Body) => new($"planner-{body}", "planner", body, "inspection.read inspection.plans");

    public static Person Head(string body = Body) => new($"head-{body}", "head", body, "inspection.read inspection.plans inspection.approve");

    public static string[] Officers(string body = Body) => [$"{body}-1", $"{body}-2"];

    public Task<(HttpStatusCode Status, JsonElement Body)> Post(Person? who, string path, object body) => city.Send(HttpMethod.Post, who, path, body);

    public Task<(HttpStatusCode Status, JsonElement Body)> Get(Person? who, string path) => city.Send(HttpMethod.Get, who, path);

    /// <summary>Sends, and fails unless it is accepted.</summary>
    public async Task<JsonElement> Did(HttpMethod method, Person? who, string path, object? body = null)
    {
        var (status, answer) = await city.Send(method, who, path, body);
        Assert.That((int)status, Is.LessThan(300), $"{method} {path} as {who?.Subject}: {answer}");
        return answer;
    }

    /// <summary>Two firms with their codes, and two certified officers of each body.</summary>
    public async Task Open()
    {
        foreach (var uscc in new[] { Samples.Uscc, Samples.OtherUscc })
            await Did(HttpMethod.Put, Registry, $"/firms/{uscc}", new { name = "光明精密", district = "440311", street = Code, block = $"{Code}-G07", place = Samples.Place });
        foreach (var body in new[] { Body, OtherBody })
            foreach (var no in Officers(body))
                await Did(HttpMethod.Put, OfficersSystem, $"/officers/{no}", new { body, validFrom = "2020-01-01", validUntil = "2099-12-31" });
    }

    public async Task<string> Token(Person firm) => (await Did(HttpMethod.Get, firm, $"/firms/{firm.Organisation}/code")).GetProperty("token").GetString()!;

    /// <summary>A patrol scans the firm's code.</summary>
    public async Task<JsonElement> Patrol(string body = Body) => await Did(HttpMethod.Post, Officer(body), "/scans", Scan(await Token(Firm), body));

    public static object Scan(string token, string body = Body, string kind = "patrol", object? place = null) => new
    {
        token,
        officers = Officers(body),
        place = place ?? new { latitude = Samples.Place.Latitude, longitude = Samples.Place.Longitude },
        kind,
        cause = "planned",
        items = Items,
    };

    /// <summary>The rebuild, when it is done.</summary>
    public async Task<JsonElement> Rebuilt()
    {
        var report = default(JsonElement);
        await Eventually.Holds(async () => (report = await Did(HttpMethod.Get, Operator, "/ops/rows/rebuild")).GetProperty("state").GetString() != "running", "the rebuild is over");
        Assert.That(report.GetProperty("state").GetString(), Is.EqualTo("done"), report.ToString());
        return report;
    }

    /// <summary>A plan of a body goes its way into the pool.</summary>
    public async Task<Guid> Publish(string body, DateOnly from, DateOnly to)
    {
        var id = Guid.CreateVersion7();
        await Did(HttpMethod.Post, Planner(body), $"/firms/{Samples.Uscc}/plans", new { planId = id, kind = "enforcement", cause = "planned", items = Items, from, to, minutes = 30 });
        foreach (var (who, step, details) in new (Person, string, object)[] { (Planner(body), "submission", new { }), (Head(body), "approval", new { approvalNo = $"A-{id:N}"[..20] }), (Planner(body), "publication", new { }) })
            await Did(HttpMethod.Post, who, $"/firms/{Samples.Uscc}/plans/{id}/{step}", details);
        return id;
    }
}
