using Npgsql;
using Pengcheng.Demo;
using Pengcheng.Local;
using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Bench.Worlds;

/// <summary>
/// The platform under measurement: PostgreSQL, RabbitMQ, every service, the gateway and the sandbox, all of this run's own, one
/// process each. What one run leaves is stopped and thrown away by the next.
/// </summary>
public sealed class World : IAsyncDisposable
{
    private const string Unlimited = "1000000";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private static readonly string[] SharedServers = [LocalServers.PostgresVariable, LocalServers.RabbitMqVariable, LocalServers.ControlVariable];
    private static readonly string[] LoadClients = ["trustee-maker", "registry", "staff-app"];

    private readonly LocalServers _servers;
    private int _spares;

    private World(Session session, LocalServers servers, Platform platform)
    {
        (Session, _servers, Platform) = (session, servers, platform);
        Address = PlatformAddress.Read(session.Layout.StateFile);
        Door = new Door(Address);
    }

    /// <summary>Its processes, secrets and ports.</summary>
    public Session Session { get; }

    /// <summary>Its services.</summary>
    public Platform Platform { get; }

    /// <summary>Resident memory of its processes when they had just become healthy and nobody had asked them anything, in megabytes.</summary>
    public IReadOnlyDictionary<string, double> AtRest { get; private set; } = new Dictionary<string, double>();

    /// <summary>Where it is reached, and with which credentials.</summary>
    public PlatformAddress Address { get; }

    /// <summary>The way in, as its users have it.</summary>
    public Door Door { get; }

    /// <summary>Administrator's connection string of the server.</summary>
    public string Admin => _servers.PostgresAdmin;

    /// <summary>Administrator's address of the broker.</summary>
    public Uri Broker => new(_servers.RabbitMqAdmin);

    /// <summary>Starts all of it on servers of its own and waits until it is healthy.</summary>
    public static async Task<World> Start(CancellationToken stop)
    {
        foreach (var variable in SharedServers) Environment.SetEnvironmentVariable(variable, null);
        // The limits stay in the path of each request, only out of reach for the clients that make the load.
        foreach (var client in LoadClients)
        {
            Environment.SetEnvironmentVariable($"Limits__ByClient__{client}__PerSecond", Unlimited);
            Environment.SetEnvironmentVariable($"Limits__ByClient__{client}__Burst", Unlimited);
        }

        var layout = Layout.Find(Path.Combine(Layout.Find().Root, "bench"));
        var session = await Session.OpenAsync(layout, (_, _) => { }, fresh: true)
            ?? throw new StartFailedException(Words.Pick("Another bench is running in this checkout.", "本目录中已有基准测试在运行。"));
        try
        {
            var world = await StartDisplay.RunAsync(async progress =>
            {
                var servers = await LocalServers.StartAsync(session, progress, cancellation: stop);
                await CommitTimes.Enable(session, servers.PostgresAdmin, stop);
                var platform = await Platform.StartAsync(session, servers, new PlatformOptions(), progress, stop);
                return new World(session, servers, platform);
            });
            await Task.Delay(Settling, stop);
            world.AtRest = Measuring.Usage.Resident(world);
            return world;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>A process of the platform, e.g. <c>escrow-1</c>.</summary>
    public ManagedProcess Process(string name) => Platform.Processes.Single(process => process.Spec.Name == name);

    /// <summary>A process's address.</summary>
    public string Url(string name) => Process(name).Spec.Url!;

    /// <summary>A database of the server, seen as administrator.</summary>
    public string Database(string name) => new NpgsqlConnectionStringBuilder(Admin) { Database = name, MaxPoolSize = 8, CommandTimeout = 300 }.ConnectionString;

    /// <summary>Starts one more process of a service, beside the one that runs.</summary>
    /// <param name="name">The process whose program and settings it has, e.g. <c>escrow-1</c>.</param>
    /// <param name="database">A new, empty database of its own; otherwise it is a second replica.</param>
    /// <param name="stop">Gives up.</param>
    public Task<Spare> Spare(string name, string? database, CancellationToken stop) =>
        Worlds.Spare.Start(this, Process(name).Spec, $"{name}-spare-{++_spares}", database, stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Door.Dispose();
        NpgsqlConnection.ClearAllPools();
        await Session.DisposeAsync();
        await _servers.DisposeAsync();
        DataFolder.Wipe(Session.Layout);
    }
}
