using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

/// <summary>The routes of inspection-service.</summary>
internal sealed class InspectionTests
{
    private const string Api = "/api/inspection/v1";

    private static readonly string[] Scopes =
        ["read", "firm", "scan", "results", "plans", "approve", "coordinate", "supervise", "firms.write", "officers.write"];

    private Platform platform = null!;
    private BackEnd inspection = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        inspection = await BackEnd.StartAsync();
        platform = await Platform.StartAsync($"Services:Inspection:0={inspection.Address}");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await platform.DisposeAsync();
        await inspection.DisposeAsync();
    }

    [TestCase("GET", "/firms/9144", "read")]
    [TestCase("GET", "/firms?street=440309001", "read")]
    [TestCase("GET", "/firms/9144/code", "firm")]
    [TestCase("GET", "/firms/9144/code.svg?kind=static", "firm")]
    [TestCase("GET", "/visits/7/timeline", "read")]
    [TestCase("GET", "/complaints/7", "read")]
    [TestCase("GET", "/bodies/4403-YJ", "read")]
    [TestCase("GET", "/bodies/4403-YJ/ratings?quarter=2025Q1", "supervise")]
    [TestCase("GET", "/officers/44030012", "supervise")]
    [TestCase("GET", "/streets/440309001/schedule?from=2025-03-03", "coordinate")]
    [TestCase("GET", "/figures?from=2025-01", "supervise")]
    [TestCase("GET", "/suspicions", "supervise")]
    [TestCase("PUT", "/firms/9144", "firms.write")]
    [TestCase("POST", "/firms/9144/revocation", "firms.write")]
    [TestCase("POST", "/firms/9144/suspension", "supervise")]
    [TestCase("POST", "/firms/9144/resumption", "supervise")]
    [TestCase("POST", "/firms/9144/rotation", "firm")]
    [TestCase("PUT", "/firms/9144/cap", "supervise")]
    [TestCase("POST", "/codes/reading", "scan")]
    [TestCase("POST", "/firms/9144/plans", "plans")]
    [TestCase("POST", "/firms/9144/plans/7/submission", "plans")]
    [TestCase("POST", "/firms/9144/plans/7/publication", "plans")]
    [TestCase("POST", "/firms/9144/plans/7/approval", "approve")]
    [TestCase("POST", "/firms/9144/joint-visits", "coordinate")]
    [TestCase("POST", "/firms/9144/visits", "coordinate")]
    [TestCase("POST", "/streets/440309001/schedule", "coordinate")]
    [TestCase("POST", "/visits/7/announcement", "plans")]
    [TestCase("POST", "/visits/7/slots", "coordinate")]
    [TestCase("POST", "/visits/7/slot", "firm")]
    [TestCase("POST", "/visits/7/counter-slot", "firm")]
    [TestCase("POST", "/visits/7/counter-slot/acceptance", "coordinate")]
    [TestCase("POST", "/visits/7/postponement", "firm")]
    [TestCase("POST", "/visits/7/day", "coordinate")]
    [TestCase("POST", "/visits/7/absences", "coordinate")]
    [TestCase("POST", "/visits/7/departure", "scan")]
    [TestCase("POST", "/visits/7/no-entry", "scan")]
    [TestCase("POST", "/visits/7/results", "results")]
    [TestCase("POST", "/visits/7/rectifications/R-1/report", "firm")]
    [TestCase("POST", "/visits/7/rectifications/R-1/acceptance", "results")]
    [TestCase("POST", "/visits/7/acknowledgement", "firm")]
    [TestCase("POST", "/visits/7/dispute", "firm")]
    [TestCase("POST", "/visits/7/dispute/resolution", "supervise")]
    [TestCase("POST", "/visits/7/entries/9/void", "supervise")]
    [TestCase("POST", "/visits/7/rating-token", "firm")]
    [TestCase("POST", "/scans", "scan")]
    [TestCase("POST", "/emergencies", "scan")]
    [TestCase("POST", "/backfills", "scan")]
    [TestCase("PUT", "/officers/44030012", "officers.write")]
    [TestCase("POST", "/officers/44030012/suspension", "officers.write")]
    [TestCase("POST", "/complaints", "firm")]
    [TestCase("POST", "/complaints/7/acceptance", "supervise")]
    [TestCase("POST", "/complaints/7/decision", "supervise")]
    [TestCase("POST", "/complaints/7/escalation", "firm")]
    [TestCase("POST", "/bodies/4403-YJ/violations/v-1/confirmation", "supervise")]
    [TestCase("POST", "/bodies/4403-YJ/orders/o-1/answer", "plans")]
    [TestCase("POST", "/bodies/4403-YJ/orders/o-1/rejection", "supervise")]
    public async Task Each_verb_takes_its_own_scope_and_no_other(string verb, string path, string scope)
    {
        using var allowed = await SendAsync(verb, path, $"inspection.{scope}");
        Assert.That(allowed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await allowed.JsonAsync())["path"]!.GetValue<string>(), Is.EqualTo("/inspection/v1" + path));

        using var refused = await SendAsync(verb, path, string.Join(' ', Scopes.Where(other => other != scope).Select(other => $"inspection.{other}")));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(refused.Headers.WwwAuthenticate.ToString(), Does.Contain($"scope=\"inspection.{scope}\""));
    }

    [TestCase("GET", "/ops/backlog")]
    [TestCase("POST", "/ops/failing/retry")]
    public async Task Operations_have_their_own_scope(string verb, string path)
    {
        using var allowed = await SendAsync(verb, path, "operations");
        using var refused = await SendAsync(verb, path, "inspection.read");
        Assert.That((allowed.StatusCode, refused.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden)));
    }

    [TestCase("GET", "/rating-key", "/inspection/v1/rating-key")]
    [TestCase("POST", "/ratings", "/inspection/v1/ratings")]
    [TestCase("GET", "/errors/inspection.not-announced", "/errors/inspection.not-announced")]
    public async Task Who_rates_shows_no_token(string verb, string path, string reached)
    {
        using var answer = await SendAsync(verb, path, scope: null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await answer.JsonAsync())["path"]!.GetValue<string>(), Is.EqualTo(reached));
    }

    [Test]
    public async Task A_picture_passes_byte_by_byte()
    {
        using var answer = await platform.GetAsync(Api + "/firms/9144/code.png?kind=rotating", "inspection.firm");
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("image/png"));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(BackEnd.Picture));
    }

    [Test]
    public async Task A_table_passes_as_the_file_that_it_is()
    {
        using var answer = await platform.GetAsync(Api + "/figures.csv?from=2025-01&to=2025-03", "inspection.supervise");
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(answer.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("figures.csv"));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.EqualTo(BackEnd.Table));
    }

    [Test]
    public async Task The_reference_lists_it()
    {
        Assert.That(await platform.Http.GetStringAsync("/docs"), Does.Contain("docs/openapi/inspection.json").And.Contain("docs/asyncapi/inspection.json"));
    }

    private Task<HttpResponseMessage> SendAsync(string verb, string path, string? scope) =>
        platform.Http.SendAsync(platform.Request(new HttpMethod(verb), Api + path, scope, verb == "GET" ? null : "{}"));
}
