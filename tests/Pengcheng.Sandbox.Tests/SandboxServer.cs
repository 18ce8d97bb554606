using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Pengcheng.Testing;

namespace Pengcheng.Sandbox.Tests;

/// <summary>
/// The real sandbox on the run's PostgreSQL and RabbitMQ, with a database of its own and a <see cref="Platform"/> to call.
/// </summary>
public sealed class SandboxServer : IAsyncDisposable
{
    /// <summary>How long a test waits for something that should happen at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The registry's key.</summary>
    public const string RegistryKey = "128b2fa8bd433c6c068c8d803dff79792a519a55171b1b650c23661d15897263";

    private readonly string _database;
    private WebApplication _app;

    private SandboxServer(Platform platform, string database, WebApplication app) => (Platform, _database, _app) = (platform, database, app);

    /// <summary>What the sandbox calls.</summary>
    public Platform Platform { get; }

    /// <summary>A caller on this machine.</summary>
    public HttpClient Http { get; private set; } = new();

    /// <summary>Starts one.</summary>
    public static async Task<SandboxServer> Start()
    {
        var database = await TestServers.NewDatabase("sandbox");
        var platform = await Platform.Start();
        var sandbox = new SandboxServer(platform, database, Build(platform, database));
        await sandbox.Run();
        return sandbox;
    }

    /// <summary>Stops the sandbox and starts it anew on the same database.</summary>
    public async Task Restart()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = Build(Platform, _database);
        await Run();
    }

    /// <summary>POSTs JSON.</summary>
    public Task<HttpResponseMessage> Post(string path, object body) => Http.PostAsJsonAsync(path, body, Json.Options);

    /// <summary>POSTs JSON and reads the answer, which must be a success.</summary>
    public async Task<JsonElement> Do(string path, object body)
    {
        using var answer = await Post(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.IsSuccessStatusCode, Is.True, text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>GETs JSON.</summary>
    public Task<JsonElement> Get(string path) => Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>The first so many calls that the platform got on a path.</summary>
    public Task<IReadOnlyList<Call>> Called(string path, int times = 1) => Eventually.Found(() =>
    {
        var calls = Platform.Calls.Where(call => call.Path.EndsWith(path, StringComparison.Ordinal)).ToList();
        return Task.FromResult<IReadOnlyList<Call>?>(calls.Count >= times ? calls : null);
    }, $"the platform got {times} calls of {path}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Platform.DisposeAsync();
        await using var server = NpgsqlDataSource.Create(TestServers.Postgres);
        await using var drop = server.CreateCommand($"drop database {new NpgsqlConnectionStringBuilder(_database).Database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }

    private static WebApplication Build(Platform platform, string database) => Composition.Build(
        "--urls", "http://127.0.0.1:0", "--ConnectionStrings:Postgres", database, "--Gateway:Url", platform.Url,
        "--ConnectionStrings:RabbitMq", TestServers.RabbitMq,
        "--Sandbox:Clients:bank-a", "a-secret", "--Sandbox:Clients:bank-b", "b-secret", "--Sandbox:Clients:registry", "r-secret",
        "--Sandbox:Clients:enterprise-registry", "enterprise-registry-secret", "--Sandbox:Clients:officers-system", "officers-system-secret",
        "--Logging:LogLevel:Default", "Warning", "--Sandbox:CitizenPassword", "citizens-secret", "--Registry:KeyId", "rerc-1", "--Registry:PrivateKey", RegistryKey);

    private async Task Run()
    {
        await _app.StartAsync();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        await Eventually.Holds(async () => (await Http.GetAsync("/health/ready")).IsSuccessStatusCode, "the sandbox is ready");
    }
}
