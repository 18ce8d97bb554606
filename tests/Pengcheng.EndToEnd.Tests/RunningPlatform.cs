using Npgsql;
using Pengcheng.Demo;
using Pengcheng.Local;
using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Servers;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>
/// The whole platform as real processes, two replicas of each service, on a PostgreSQL and a RabbitMQ of its own: these tests
/// kill servers, and must not disturb the others'.
/// </summary>
[SetUpFixture]
public sealed class RunningPlatform
{
    private static readonly string[] SharedServers = [LocalServers.PostgresVariable, LocalServers.RabbitMqVariable, LocalServers.ControlVariable];

    private static Session? _session;
    private static LocalServers? _servers;
    private string _folder = "";

    /// <summary>The way in.</summary>
    public static Door Door { get; private set; } = null!;

    /// <summary>Its addresses and credentials.</summary>
    public static PlatformAddress Address { get; private set; } = null!;

    /// <summary>Kills a process at once, as an operating system does that has run out of memory. The runner starts it again.</summary>
    public static void Kill(string name)
    {
        var identity = _session!.Current.Processes.Single(process => process.Name == name).Identity;
        if (identity is null) return;
        using var process = System.Diagnostics.Process.GetProcessById(identity.Pid);
        process.Kill();
    }

    /// <summary>A service's own database, to spoil what follows from its events.</summary>
    public static async Task<NpgsqlConnection> Database(string service)
    {
        var connection = new NpgsqlConnection(_session!.Current.Databases[service]);
        await connection.OpenAsync();
        return connection;
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        foreach (var variable in SharedServers) Environment.SetEnvironmentVariable(variable, null);
        var here = Layout.Find();
        var runs = Path.Combine(here.Repository, ".build", "e2e");
        EarlierRuns.Sweep(new DirectoryInfo(runs));
        _folder = Path.Combine(runs, Guid.NewGuid().ToString("N")[..8]);
        _session = await Session.OpenAsync(Layout.Find(_folder), (name, line) => { })
            ?? throw new InvalidOperationException($"{_folder} is in use.");
        _servers = await LocalServers.StartAsync(_session, new SilentProgress());
        await Platform.StartAsync(_session, _servers, new PlatformOptions { Replicas = 2 }, new SilentProgress());
        Address = PlatformAddress.Read(_session.Layout.StateFile);
        Door = new Door(Address);
        await SandboxClock.OpenOffices(Door);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        Door?.Dispose();
        if (_session is not null) await _session.DisposeAsync();
        if (_servers is not null) await _servers.DisposeAsync();
        if (TestContext.CurrentContext.Result.FailCount == 0 && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}
