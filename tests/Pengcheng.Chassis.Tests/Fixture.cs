using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>One database, one virtual host, one issuer, and as many replicas of the counter service as a test starts.</summary>
public abstract class CounterFixture
{
    private readonly List<WebApplication> _replicas = [];
    private TestIssuer _issuer = null!;

    protected string Postgres { get; private set; } = "";
    protected string RabbitMq { get; private set; } = "";
    protected string Authority => _issuer.Authority;
    protected Received Received { get; private set; } = new();
    protected NpgsqlDataSource Database { get; private set; } = null!;

    [SetUp]
    public async Task SetUp()
    {
        Received = new Received();
        Postgres = await TestServers.NewDatabase("chassis");
        RabbitMq = await TestServers.NewVirtualHost("chassis");
        _issuer = await TestIssuer.Start();
        Database = NpgsqlDataSource.Create(Postgres + ";Search Path=counter");
    }

    [TearDown]
    public async Task TearDown()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        _replicas.Clear();
        await Database.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    protected async Task<WebApplication> Start(bool consumes = true, Action<WebApplication>? before = null, Action<Marten.StoreOptions>? store = null, string? postgres = null)
    {
        var app = CounterService.Build(postgres ?? Postgres, RabbitMq, Authority, Received, consumes, store);
        before?.Invoke(app);
        await app.StartAsync();
        _replicas.Add(app);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await Eventually.Holds(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, "the service is ready");
        return app;
    }

    protected static Commands<Counter> Counters(WebApplication app) => app.Services.GetRequiredService<Commands<Counter>>();

    protected static Trigger Message(string endpoint = "test") => new Trigger.Message("test", endpoint, Guid.CreateVersion7());

    protected async Task<long> Rows(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    protected HttpClient Client(WebApplication app, string scopes = "counter.write", TimeSpan? lifetime = null, string? organisation = null)
    {
        var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", _issuer.Token("tester", "citizen", scopes, lifetime: lifetime, organisation: organisation));
        return client;
    }
}
