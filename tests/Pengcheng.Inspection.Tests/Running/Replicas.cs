using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pengcheng.Chassis.Commands;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>Who calls: subject, role and organisation as in a token, with what he may do.</summary>
internal sealed record Person(string Subject, string Role, string? Organisation, string Scopes);

/// <summary>Two replicas of the real service on one database and one virtual host of their own.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly WebApplicationFactory<InspectionPolicy>[] _replicas;
    private readonly NpgsqlDataSource _database;
    private HttpClient[] _clients = [];
    private readonly TestIssuer _issuer;
    private int _turn;

    private Replicas(string postgres, string rabbit, TestIssuer issuer)
    {
        _issuer = issuer;
        _database = NpgsqlDataSource.Create(postgres + ";Search Path=inspection");
        _replicas = [.. Enumerable.Range(0, 2).Select(_ => new WebApplicationFactory<InspectionPolicy>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Logging:LogLevel:Default", "Error");
            host.UseSetting("ConnectionStrings:Postgres", postgres);
            host.UseSetting("ConnectionStrings:RabbitMq", rabbit);
            host.UseSetting("Auth:Authority", issuer.Authority);
            foreach (var (name, value) in Keys) host.UseSetting(name, value);
        }))];
    }

    private static readonly IReadOnlyDictionary<string, string> Keys = new Dictionary<string, string>
    {
        ["Codes:Keys:1:Seal"] = new('1', 32),
        ["Codes:Keys:1:Mac"] = new('2', 64),
        ["Codes:Keys:1:Signing"] = new string('0', 63) + "3",
        ["Ratings:PrivateKey"] = NewRsa(),
    };

    public static async Task<Replicas> Start()
    {
        var replicas = new Replicas(await TestServers.NewDatabase("inspection"), await TestServers.NewVirtualHost("inspection"), await TestIssuer.Start());
        foreach (var replica in replicas._replicas)
        {
            var client = replica.CreateClient();
            await Eventually.Holds(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, "a replica is ready");
        }

        replicas._clients = [.. replicas._replicas.Select(replica => replica.CreateClient())];
        return replicas;
    }

    /// <summary>The trace that an app sends along for its whole session, as W3C writes it; none if null.</summary>
    public string? Trace { get; set; }

    /// <summary>The commands of whichever replica's turn it is.</summary>
    public Task<Outcome<TState>> Run<TState>(Guid stream, Func<TState?, Facts, Decision> decide) where TState : class, IState<TState> =>
        Commands<TState>().Run(stream, new Trigger.Message("test", "test", Guid.CreateVersion7()), decide);

    public async Task<TState?> Load<TState>(Guid stream) where TState : class, IState<TState> => (await Commands<TState>().Load(stream)).State;

    /// <summary>Calls whichever replica's turn it is, as somebody.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpMethod method, Person? who, string path, object? body = null)
    {
        var text = await Raw(method, who, path, body);
        var content = await text.Content.ReadAsStringAsync();
        return (text.StatusCode, content.Length == 0 ? default : JsonDocument.Parse(content).RootElement);
    }

    /// <summary>The answer as it is.</summary>
    public async Task<HttpResponseMessage> Raw(HttpMethod method, Person? who, string path, object? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(method, $"/inspection/v1{path}");
        if (who is not null) request.Headers.Authorization = new("Bearer", _issuer.Token(who.Subject, who.Role, who.Scopes, organisation: who.Organisation));
        if (method != HttpMethod.Get) request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        if (Trace is not null) request.Headers.Add("traceparent", Trace);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Events);
        return await _clients[Interlocked.Increment(ref _turn) % _clients.Length].SendAsync(request);
    }

    /// <summary>Tells both replicas something as another service would.</summary>
    public Task Publish(object message) => _replicas[0].Services.GetRequiredService<IBus>().Publish(message, message.GetType());

    /// <summary>How many events of this name there are in the whole store.</summary>
    public async Task<long> Count(string name)
    {
        await using var command = _database.CreateCommand("select count(*) from mt_events where type = $1");
        command.Parameters.AddWithValue(name);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>One text out of the store.</summary>
    public async Task<string?> Scalar(string sql)
    {
        await using var command = _database.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>When nothing is on its way from one stream to another any more.</summary>
    public Task Settled() => Eventually.Holds(async () =>
    {
        await using var command = _database.CreateCommand("select count(*) from deadlines where due_at <= now()");
        return (long)(await command.ExecuteScalarAsync())! == 0;
    }, "every stream was told");

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        await _database.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    private static string NewRsa()
    {
        using var rsa = RSA.Create(2048);
        return Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
    }

    private Commands<TState> Commands<TState>() where TState : class, IState<TState> =>
        _replicas[Interlocked.Increment(ref _turn) % _replicas.Length].Services.GetRequiredService<Commands<TState>>();
}
