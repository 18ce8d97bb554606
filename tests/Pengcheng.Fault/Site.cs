using Npgsql;
using Pengcheng.Demo;
using Pengcheng.Fault.Plan;
using Pengcheng.Fault.Strikes;
using Pengcheng.Local;
using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Fault;

/// <summary>
/// The platform under test: real processes, two replicas of each service, on a PostgreSQL and a RabbitMQ of its own. Everything
/// that ends is started again, as a container platform would.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private static readonly string[] SharedServers = [LocalServers.PostgresVariable, LocalServers.RabbitMqVariable, LocalServers.ControlVariable];

    private readonly Session _session;
    private readonly LocalServers _servers;

    private Site(Session session, LocalServers servers, BrokerVolume volume, PlatformAddress address) =>
        (_session, _servers, Volume, Address) = (session, servers, volume, address);

    /// <summary>Addresses and credentials.</summary>
    public PlatformAddress Address { get; }

    /// <summary>Where the broker keeps its log.</summary>
    public BrokerVolume Volume { get; }

    /// <summary>The services' logs.</summary>
    public string Logs => _session.Layout.Logs;

    /// <summary>Starts all of it, with empty stores.</summary>
    public static async Task<Site> Start(IStartProgress progress, CancellationToken stop)
    {
        foreach (var variable in SharedServers) Environment.SetEnvironmentVariable(variable, null);
        var layout = Layout.Find(Path.Combine(Layout.Find().Root, "fault"));
        BrokerVolume.Unmount(layout);
        var session = await Session.OpenAsync(layout, (_, _) => { }, fresh: true)
            ?? throw new StartFailedException(Words.Pick($"Another fault run is at work in {layout.Root}.", $"另一次故障测试正在使用 {layout.Root}。"));
        LocalServers? servers = null;
        try
        {
            var volume = BrokerVolume.Mount(layout, progress);
            servers = await LocalServers.StartAsync(session, progress, cancellation: stop);
            await Platform.StartAsync(session, servers, new PlatformOptions { Replicas = Kinds.Replicas }, progress, stop);
            return new Site(session, servers, volume, PlatformAddress.Read(layout.StateFile));
        }
        catch
        {
            session.StopAtOnce();
            await session.DisposeAsync();
            if (servers is not null) await servers.DisposeAsync();
            BrokerVolume.Unmount(layout);
            throw;
        }
    }

    /// <summary>The process of a name as it is now, or null while it is down.</summary>
    public ProcessIdentity? Process(string name) =>
        _session.Current.Processes.Single(process => process.Name == name).Identity is { IsAlive: true } alive ? alive : null;

    /// <summary>Every process that listens for HTTP, with its address.</summary>
    public IEnumerable<(string Name, string Url)> Listeners =>
        _session.Current.Processes.Where(process => process.Url is not null).Select(process => (process.Name, process.Url!));

    /// <summary>A connection of the administrator's to the server as a whole.</summary>
    public Task<NpgsqlConnection> Administrator() => Open(_servers.PostgresAdmin);

    /// <summary>A connection to a service's own database.</summary>
    public Task<NpgsqlConnection> Database(string service) => Open(_session.Current.Databases[service]);

    /// <summary>The name of a service's database.</summary>
    public string DatabaseName(string service) => new NpgsqlConnectionStringBuilder(_session.Current.Databases[service]).Database!;

    /// <summary>The administrator's AMQP URL.</summary>
    public Uri Broker => new(_servers.RabbitMqAdmin);

    /// <summary>Runs <c>rabbitmqctl</c>.</summary>
    public async Task<ShellAnswer> BrokerControl(params string[] arguments)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await Shell.RunAsync(_servers.RabbitMqCtl!, arguments, null, patience.Token);
    }

    /// <summary>From now on stopping means killing.</summary>
    public void StopAtOnce() => _session.StopAtOnce();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _session.DisposeAsync();
        await _servers.DisposeAsync();
        BrokerVolume.Unmount(_session.Layout);
    }

    private static async Task<NpgsqlConnection> Open(string address)
    {
        var connection = new NpgsqlConnection(address + ";Pooling=false;Timeout=10;Command Timeout=60");
        await connection.OpenAsync();
        return connection;
    }
}
