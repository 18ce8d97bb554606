using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pengcheng.Chassis.Commands;

namespace Pengcheng.Inspection.Tests.Running;

/// <summary>Two replicas of the real service on one database and one virtual host of their own.</summary>
internal sealed class Replicas : IAsyncDisposable
{
    private readonly WebApplicationFactory<InspectionPolicy>[] _replicas;
    private readonly NpgsqlDataSource _database;
    private int _turn;

    private Replicas(string postgres, string rabbit)
    {
        _database = NpgsqlDataSource.Create(postgres + ";Search Path=inspection");
        _replicas = [.. Enumerable.Range(0, 2).Select(_ => new WebApplicationFactory<InspectionPolicy>().WithWebHostBuilder(host =>
        {
            host.UseSetting("Logging:LogLevel:Default", "Error");
            host.UseSetting("ConnectionStrings:Postgres", postgres);
            host.UseSetting("ConnectionStrings:RabbitMq", rabbit);
            host.UseSetting("Auth:Authority", "http://127.0.0.1:9/");
        }))];
    }

    public static async Task<Replicas> Start()
    {
        var replicas = new Replicas(await TestServers.NewDatabase("inspection"), await TestServers.NewVirtualHost("inspection"));
        foreach (var replica in replicas._replicas)
        {
            using var client = replica.CreateClient();
            await Eventually.Holds(async () => (await client.GetAsync("/health/ready")).IsSuccessStatusCode, "a replica is ready");
        }

        return replicas;
    }

    /// <summary>The commands of whichever replica's turn it is.</summary>
    public Task<Outcome<TState>> Run<TState>(Guid stream, Func<TState?, Facts, Decision> decide) where TState : class, IState<TState> =>
        Commands<TState>().Run(stream, new Trigger.Message("test", "test", Guid.CreateVersion7()), decide);

    public async Task<TState?> Load<TState>(Guid stream) where TState : class, IState<TState> => (await Commands<TState>().Load(stream)).State;

    /// <summary>How many events of this name there are in the whole store.</summary>
    public async Task<long> Count(string name)
    {
        await using var command = _database.CreateCommand("select count(*) from mt_events where type = $1");
        command.Parameters.AddWithValue(name);
        return (long)(await command.ExecuteScalarAsync())!;
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
    }

    private Commands<TState> Commands<TState>() where TState : class, IState<TState> =>
        _replicas[Interlocked.Increment(ref _turn) % _replicas.Length].Services.GetRequiredService<Commands<TState>>();
}
