using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class HeaderTests
{
    private const string Deal = "/api/escrow/v1/deals/1";
    private Platform platform = null!;

    [OneTimeSetUp]
    public async Task Start() => platform = await Platform.StartAsync("Edge:AppOrigins:0=https://app.example");

    [OneTimeTearDown]
    public async Task Stop() => await platform.DisposeAsync();

    [Test]
    public async Task What_only_a_proxy_may_say_is_taken_off()
    {
        var headers = await ReachingAsync(("X-User-Id", "boss"), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Client-Cert", "cert"), ("Forwarded", "for=203.0.113.9"), ("x-real-ip", "203.0.113.9"), ("X-Original-URL", "/ops"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(headers["x-forwarded-for"]!.GetValue<string>(), Does.Not.Contain("203.0.113.9"));
            Assert.That(headers["x-forwarded-host"]!.GetValue<string>(), Does.StartWith("127.0.0.1"));
            foreach (var name in new[] { "x-user-id", "x-forwarded-client-cert", "forwarded", "x-real-ip", "x-original-url" })
                Assert.That(headers.ContainsKey(name), Is.False, name);
        }
    }

    [Test]
    public async Task The_trace_of_the_caller_goes_on()
    {
        var trace = ActivityTraceId.CreateRandom().ToHexString();
        var headers = await ReachingAsync(("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));
        Assert.That(headers["traceparent"]!.GetValue<string>(), Does.StartWith($"00-{trace}-"));
    }

    [TestCase("order-17.a_b", true)]
    [TestCase("no spaces", false)]
    public async Task A_sane_request_id_is_kept_and_returned(string id, bool kept)
    {
        using var request = platform.Request(HttpMethod.Get, Deal);
        request.Headers.Add("X-Request-Id", id);
        using var answer = await platform.Http.SendAsync(request);
        var reached = (await answer.JsonAsync())["headers"]!["x-request-id"]!.GetValue<string>();
        Assert.That(reached, kept ? Is.EqualTo(id) : Does.Match("^[0-9a-f]{32}$"));
        Assert.That(answer.Headers.GetValues("X-Request-Id"), Is.EqualTo(new[] { reached }));
    }

    [TestCase(Deal)]
    [TestCase("/nowhere")]
    [TestCase("/docs/errors")]
    public async Task Every_answer_carries_the_security_headers_once(string path)
    {
        using var answer = await platform.GetAsync(path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.GetValues("X-Frame-Options"), Is.EqualTo(new[] { "DENY" }));
            Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("frame-ancestors 'none'"));
            Assert.That(answer.Headers.Contains("Strict-Transport-Security"), Is.False, "meaningless over http");
            Assert.That(answer.Headers.Contains("Server"), Is.False);
            Assert.That(answer.Headers.Contains("X-Powered-By"), Is.False);
        }
    }

    [Test]
    public async Task Https_is_made_to_stay()
    {
        await using var behind = await Platform.StartAsync("Edge:TrustedProxies:0=127.0.0.0/8");
        using var request = behind.Request(HttpMethod.Get, Deal);
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await behind.Http.SendAsync(request);
        Assert.That(answer.Headers.GetValues("Strict-Transport-Security").Single(), Does.StartWith("max-age="));
    }

    [TestCase("https://app.example", "https://app.example")]
    [TestCase("https://evil.example", null)]
    [TestCase("http://app.example", null)]
    public async Task Only_the_app_may_read_answers(string origin, string? allowed)
    {
        using var request = platform.Request(HttpMethod.Get, Deal);
        request.Headers.Add("Origin", origin);
        using var answer = await platform.Http.SendAsync(request);
        Assert.That(Allowed(answer), Is.EqualTo(allowed));
    }

    [TestCase("https://app.example", "https://app.example")]
    [TestCase("https://evil.example", null)]
    public async Task Only_the_app_passes_the_preflight(string origin, string? allowed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/escrow/v1/deals");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,idempotency-key,content-type");
        using var answer = await platform.Http.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(Allowed(answer), Is.EqualTo(allowed));
    }

    private async Task<JsonObject> ReachingAsync(params (string Name, string Value)[] sent)
    {
        using var request = platform.Request(HttpMethod.Get, Deal);
        foreach (var (name, value) in sent)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await platform.Http.SendAsync(request);
        return (await answer.JsonAsync())["headers"]!.AsObject();
    }

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
}
