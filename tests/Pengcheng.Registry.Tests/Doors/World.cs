using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Registry.Doors;
using Pengcheng.Registry.Notices;
using Pengcheng.Testing;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>A database, a virtual host, an issuer, a clock that the test sets, and as many replicas as it starts.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly List<Replica> _replicas = [];
    private readonly TestIssuer _issuer;
    private readonly string _postgres;
    private readonly string _rabbitMq;

    private World(TestIssuer issuer, string postgres, string rabbitMq) => (_issuer, _postgres, _rabbitMq) = (issuer, postgres, rabbitMq);

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero));
    public DateTimeOffset Now => Clock.GetUtcNow();
    public Complaints Complaints { get; } = new();
    public Broker Broker { get; private set; } = null!;
    public NpgsqlDataSource Database { get; private set; } = null!;
    public static async Task<World> Make()
    {
        var world = new World(await TestIssuer.Start(), await TestServers.NewDatabase("registry"), await TestServers.NewVirtualHost("registry"));
        world.Database = NpgsqlDataSource.Create(world._postgres + ";Search Path=registry;Application Name=test");
        world.Broker = await Broker.Connect(world._rabbitMq);
        return world;
    }

    /// <summary>Starts a replica that knows these keys; the current and the old one if none are named.</summary>
    public async Task<Replica> Start(params Key[] keys)
    {
        if (keys.Length == 0) keys = [Key.Current, Key.Old];
        var app = RegistryService.Build(
        [
            $"--ConnectionStrings:Postgres={_postgres}", $"--ConnectionStrings:RabbitMq={_rabbitMq}", $"--Auth:Authority={_issuer.Authority}",
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", .. keys.Select(key => $"--Registry:Keys:{key.Id}={key.Public}"),
        ], services => services
            .AddSingleton(provider => new NoticeDesk(
                provider.GetRequiredService<Commands<Notice>>(), provider.GetRequiredService<Commands<RefusedNotice>>(), provider.GetRequiredService<RegistryKeys>(), Clock))
            .AddLogging(log => log.AddProvider(Complaints).AddFilter<Complaints>(typeof(AmqpDoor).FullName, LogLevel.Warning)));
        await app.StartAsync();
        var replica = new Replica(app, _issuer);
        _replicas.Add(replica);
        await replica.IsReady();
        return replica;
    }

    /// <summary>A token with these scopes, of somebody else than those whom the replica knows.</summary>
    public string Token(string scopes) => _issuer.Token("somebody", "bank", scopes);

    public async Task BrokerAway()
    {
        await Broker.DisposeAsync();
        await TestServers.BrokerAway(_rabbitMq);
    }

    public async Task BrokerBack()
    {
        await TestServers.BrokerBack(_rabbitMq);
        Broker = await Broker.Connect(_rabbitMq);
    }

    public async Task<long> Count(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Events in the stream of accepted notices; the notices must have ids that contain the text.</summary>
    public Task<long> Accepted(string id) => Count($"select count(*) from mt_events where type = 'registry.notice-accepted.v1' and data->'raw'->>'noticeId' like '%{id}%'");

    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
        await _issuer.DisposeAsync();
        Complaints.Dispose();
    }
}
