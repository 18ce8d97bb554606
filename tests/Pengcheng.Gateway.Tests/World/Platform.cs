using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Pengcheng.Gateway.Tests.World;

/// <summary>The real gateway on a free port, before a real issuer and a real back end.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly WebApplication gateway;

    private Platform(WebApplication gateway, Issuer issuer, BackEnd escrow, FakeTimeProvider time)
    {
        (this.gateway, Issuer, Escrow, Time) = (gateway, issuer, escrow, time);
        Http = new HttpClient { BaseAddress = new Uri(gateway.Urls.Single()) };
    }

    public Issuer Issuer { get; }
    public BackEnd Escrow { get; }
    public FakeTimeProvider Time { get; }
    public HttpClient Http { get; }

    /// <summary>Starts all three; settings such as <c>Limits:BodyBytes=10</c> go on top of the shipped ones.</summary>
    public static async Task<Platform> StartAsync(params string[] settings)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var issuer = await Issuer.StartAsync(time);
        var escrow = await BackEnd.StartAsync();
        string[] args =
        [
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Critical", "--Logging:LogLevel:Microsoft.AspNetCore=Critical", "--Logging:LogLevel:Yarp=Critical",
            $"--Auth:Authority={issuer.Authority}", "--Auth:Audience=pengcheng", $"--Services:Escrow:0={escrow.Address}",
            .. settings.Select(setting => "--" + setting),
        ];
        var gateway = GatewayApp.Create(args, services => services.AddSingleton<TimeProvider>(time));
        await gateway.StartAsync();
        var platform = new Platform(gateway, issuer, escrow, time);
        await Until.TrueAsync(async () => (await platform.Http.GetAsync("/health/ready")).IsSuccessStatusCode, "the gateway is ready");
        return platform;
    }

    /// <summary>A request with a token of this scope.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? scope = "escrow.deals.read", string? json = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (scope is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Issuer.Token(scope));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return request;
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? scope = "escrow.deals.read") => Http.SendAsync(Request(HttpMethod.Get, path, scope));

    public Task<HttpResponseMessage> PostAsync(string path, string? scope, string json = "{}") => Http.SendAsync(Request(HttpMethod.Post, path, scope, json));

    public async Task<HttpResponseMessage> WithTokenAsync(string token, string path = "/api/escrow/v1/deals/1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Escrow.DisposeAsync();
        await gateway.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

internal static class Answers
{
    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();

    /// <summary>The code of a problem, after checking that it is a whole one.</summary>
    public static async Task<string> ProblemAsync(this HttpResponseMessage answer)
    {
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
        var problem = await answer.JsonAsync();
        var code = problem["code"]!.GetValue<string>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(problem["status"]!.GetValue<int>(), Is.EqualTo((int)answer.StatusCode));
            Assert.That(problem["type"]!.GetValue<string>(), Is.EqualTo("/docs/errors/" + code));
            Assert.That(problem["title"]!.GetValue<string>(), Is.Not.Empty);
            Assert.That(problem["detail"]!.GetValue<string>(), Is.Not.Empty);
            Assert.That(problem["traceId"]!.GetValue<string>(), Does.Match("^[0-9a-f]{32}$"));
        }
        return code;
    }
}

internal static class Until
{
    /// <summary>Waits for a condition; fails when it has not come about in 20 seconds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Waited in vain until {what}.");
            await Task.Delay(20);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);
}
