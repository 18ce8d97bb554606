using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

public sealed class InspectionTests : WithSandbox
{
    private const string Uscc = "91440300MA5EXX113N", Firm = $"/api/inspection/v1/firms/{Uscc}", Officer = "/api/inspection/v1/officers/44030012";

    [Test]
    public async Task An_enterprise_is_kept_and_put_to_the_platform_in_the_registry_s_name()
    {
        var told = await Sandbox.Do("/sandbox/enterprises", Enterprise("启明五金"));

        var call = Sandbox.Platform.Calls.Single();
        Assert.That((call.Method, call.Path, SenderOf(call)), Is.EqualTo(("PUT", Firm, "enterprise-registry")));
        Assert.That(call.Headers["idempotency-key"], Is.EqualTo(told.GetProperty("deliveries")[0].GetProperty("key").GetString()));
        var profile = JsonDocument.Parse(call.Body).RootElement;
        Assert.That(profile.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "name", "district", "street", "block", "place" }));
        Assert.That((profile.GetProperty("name").GetString(), profile.GetProperty("place").GetProperty("latitude").GetDouble()), Is.EqualTo(("启明五金", 22.7488)));
        var kept = await Sandbox.Get($"/sandbox/enterprises/{Uscc}");
        Assert.That((kept.GetProperty("status").GetString(), kept.GetProperty("profile").GetProperty("street").GetString()), Is.EqualTo(("open", "440309001")));
    }

    [Test]
    public async Task What_is_told_of_one_enterprise_keeps_its_order_while_the_platform_is_away()
    {
        var away = true;
        Sandbox.Platform.Answer = _ => away ? 503 : 200;
        Func<Task<HttpResponseMessage>>[] news =
        [
            () => Sandbox.Post("/sandbox/enterprises", Enterprise("启明五金")),
            () => Sandbox.Post("/sandbox/enterprises", Enterprise("启明精密")),
            () => Sandbox.Post($"/sandbox/enterprises/{Uscc}/deregistration", new { reason = "歇业" }),
        ];
        var telling = new List<Task<HttpResponseMessage>>();
        foreach (var tell in news)
        {
            telling.Add(tell());
            await Eventually.Holds(async () => (await Deliveries("pending")).Count == telling.Count, $"{telling.Count} are to be told");
        }

        await Sandbox.Called(Firm);
        Assert.That(Sandbox.Platform.Calls.Select(call => call.Headers["idempotency-key"]).Distinct().Count(), Is.EqualTo(1));

        away = false;

        foreach (var told in await Task.WhenAll(telling)) told.Dispose();
        await Eventually.Holds(async () => (await Deliveries("delivered")).Count == news.Length, "all is told");
        var bodies = Sandbox.Platform.Calls.DistinctBy(call => call.Headers["idempotency-key"]).Select(call => call.Body).ToList();
        Assert.That(new[] { "五金", "精密", "歇业" }.Select(word => bodies.FindIndex(body => body.Contains(word, StringComparison.Ordinal))), Is.EqualTo(new[] { 0, 1, 2 }));
    }

    [Test]
    public async Task An_enterprise_that_was_struck_off_is_told_once_and_does_not_come_back()
    {
        await Sandbox.Do("/sandbox/enterprises", Enterprise("启明五金"));
        await Sandbox.Do($"/sandbox/enterprises/{Uscc}/deregistration", new { reason = "歇业" });

        using var twice = await Sandbox.Post($"/sandbox/enterprises/{Uscc}/deregistration", new { reason = "歇业" });
        using var again = await Sandbox.Post("/sandbox/enterprises", Enterprise("启明五金"));

        Assert.That((twice.StatusCode, again.StatusCode), Is.EqualTo((HttpStatusCode.NotFound, HttpStatusCode.Conflict)));
        Assert.That(Sandbox.Platform.Calls.Select(call => $"{call.Method} {call.Path}"), Is.EqualTo(new[] { $"PUT {Firm}", $"POST {Firm}/revocation" }));
    }

    [Test]
    public async Task A_credit_code_with_a_wrong_check_digit_is_not_registered()
    {
        using var answer = await Sandbox.Post("/sandbox/enterprises", Enterprise("启明五金", "91440300MA5EXX1130"));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(Sandbox.Platform.Calls, Is.Empty);
    }

    [Test]
    public async Task A_certificate_is_issued_and_suspended_in_the_name_of_the_officers_system()
    {
        await Sandbox.Do("/sandbox/officers", new { certificateNo = "44030012", body = "4403-YJ", validFrom = "2024-01-01", validUntil = "2028-12-31" });
        await Sandbox.Do("/sandbox/officers/44030012/suspension", new { reason = "调离" });

        var calls = Sandbox.Platform.Calls;
        Assert.That(calls.Select(call => $"{call.Method} {call.Path} {SenderOf(call)}"), Is.EqualTo(new[] { $"PUT {Officer} officers-system", $"POST {Officer}/suspension officers-system" }));
        Assert.That(calls[0].Body, Is.EqualTo("""{"body":"4403-YJ","validFrom":"2024-01-01","validUntil":"2028-12-31"}"""));
        Assert.That((await Sandbox.Get("/sandbox/officers/44030012")).GetProperty("status").GetString(), Is.EqualTo("suspended"));
    }

    [Test]
    public async Task An_offline_record_is_uploaded_by_an_officer_of_its_body_as_often_as_it_is_asked_for()
    {
        await Sandbox.Do("/sandbox/officers/backlog", new { records = new[] { Record("OFF-1", "4403-YJ"), Record("OFF-2", "4403-HB") } });
        await Sandbox.Do("/sandbox/officers/backlog", new { records = new[] { Record("OFF-1", "4403-YJ") } });

        var calls = Sandbox.Platform.Calls;
        Assert.That(calls.Select(call => call.Path), Has.Exactly(3).Items.And.All.EqualTo("/api/inspection/v1/backfills"));
        Assert.That(calls.Select(SenderOf), Is.EquivalentTo(new[] { "officer-44030012@4403-YJ", "officer-44030012@4403-HB", "officer-44030012@4403-YJ" }));
        Assert.That(calls.Select(call => call.Headers["idempotency-key"]), Is.Unique);
        var first = calls.Where(call => call.Body.Contains("OFF-1", StringComparison.Ordinal)).ToList();
        Assert.That(first[0].Body, Is.EqualTo(first[1].Body));
        Assert.That(JsonDocument.Parse(first[0].Body).RootElement.EnumerateObject().Select(member => member.Name),
            Is.EquivalentTo(new[] { "uscc", "recordNo", "officers", "enteredAt", "endedAt", "reason", "kind", "cause", "items" }));
    }

    [TestCase("answer-twice", 2, "delivered")]
    [TestCase("drop", 0, "dropped")]
    public async Task A_fault_meets_what_the_officers_system_pushes_and_matches(string kind, int calls, string status)
    {
        await Sandbox.Press(new { target = "officers-system.push", kind, match = "OFF-2" });

        var told = await Sandbox.Do("/sandbox/officers/backlog", new { records = new[] { Record("OFF-1", "4403-YJ"), Record("OFF-2", "4403-YJ") } });

        Assert.That(told.GetProperty("deliveries").EnumerateArray().Select(sent => sent.GetProperty("status").GetString()), Is.EqualTo(new[] { "delivered", status }));
        Assert.That(Sandbox.Platform.Calls.Where(call => call.Body.Contains("OFF-2", StringComparison.Ordinal)).Select(call => call.Headers["idempotency-key"]).ToList(),
            calls == 0 ? Is.Empty : Has.Count.EqualTo(calls).And.All.EqualTo(told.GetProperty("deliveries")[1].GetProperty("key").GetString()));
    }

    [Test]
    public async Task A_refusal_stops_and_meeting_another_at_the_same_moment_does_not()
    {
        var met = 0;
        Sandbox.Platform.Answer = call => call.Body.Contains("OFF-1", StringComparison.Ordinal) || Interlocked.Increment(ref met) == 1 ? 409 : 200;
        Sandbox.Platform.Text = call => call.Body.Contains("OFF-1", StringComparison.Ordinal) ? """{"code":"inspection.entry-exists"}""" : """{"code":"contended"}""";

        var told = await Sandbox.Do("/sandbox/officers/backlog", new { records = new[] { Record("OFF-1", "4403-YJ"), Record("OFF-2", "4403-YJ") } });

        Assert.That(told.GetProperty("deliveries").EnumerateArray().Select(sent => (sent.GetProperty("status").GetString(), sent.GetProperty("attempts").GetInt32())),
            Is.EqualTo(new[] { ("stopped", 1), ("delivered", 2) }));
    }

    private async Task<List<JsonElement>> Deliveries(string status) => [.. (await Sandbox.Get($"/sandbox/deliveries?status={status}")).GetProperty("deliveries").EnumerateArray()];

    private static object Enterprise(string name, string uscc = Uscc) =>
        new { uscc, name, district = "440309", street = "440309001", block = "440309001001", latitude = 22.7488, longitude = 113.9385 };

    private static object Record(string recordNo, string body) => new
    {
        uscc = Uscc,
        recordNo,
        body,
        officers = new[] { "44030012", "44030013" },
        enteredAt = "2025-03-03T09:30:00+08:00",
        endedAt = "2025-03-03T10:30:00+08:00",
        reason = "无网络",
        kind = "patrol",
        cause = "monitoring",
        items = new[] { new { code = "YJ-001", legalBasis = "《安全生产法》第六十五条" } },
    };

    private static string SenderOf(Call call)
    {
        var token = new JsonWebToken(call.Headers["authorization"]["Bearer ".Length..]);
        return token.TryGetClaim("org", out var organisation) ? $"{token.Subject}@{organisation.Value}" : token.Subject;
    }
}
