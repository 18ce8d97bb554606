using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Hosting;

/// <summary>How the platform is started.</summary>
public sealed record PlatformOptions
{
    /// <summary>Processes per service.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>The gateway's port, if it must be this one.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>Before the names of databases and virtual host, so that several platforms can share servers.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How long all processes together may take until they are healthy.</summary>
    public TimeSpan ReadyWithin { get; init; } = TimeSpan.FromSeconds(120);
}

/// <summary>The running platform: sandbox, services and gateway, each a process of its own. The session's end stops it.</summary>
public sealed class Platform
{
    private readonly IReadOnlyList<ManagedProcess> _processes;

    private Platform(IReadOnlyList<ManagedProcess> processes) => _processes = processes;

    /// <summary>The public address.</summary>
    public string Gateway => UrlOf(ServiceCatalogue.Gateway);

    /// <summary>The partner systems, the token issuer and the clock.</summary>
    public string Sandbox => UrlOf(ServiceCatalogue.Sandbox);

    /// <summary>The processes. Each is started again when it ends.</summary>
    public IReadOnlyList<ManagedProcess> Processes => _processes;

    /// <summary>Starts everything and waits until all of it is healthy.</summary>
    public static async Task<Platform> StartAsync(
        Session session, LocalServers servers, PlatformOptions options, IStartProgress progress,
        CancellationToken cancellation = default)
    {
        var connections = await servers.ProvisionAsync(options.Prefix, cancellation);
        string? failure = null;
        for (var tries = 0; tries < 2; tries++)
        {
            var specs = ServiceCatalogue.Compose(
                session.Ports, session.Secrets, connections, options.Replicas, options.GatewayPort);
            var processes = specs.Select(spec => Start(session, spec, progress)).ToList();
            failure = await FirstFailureAsync(processes, options.ReadyWithin, progress, cancellation);
            if (failure is null)
            {
                var platform = new Platform(processes);
                platform.Publish(session, connections);
                return platform;
            }

            await session.Roster.StopAsync(spec => processes.Exists(process => process.Spec == spec), atOnce: true);
            var portWasTaken = failure.Contains("address already in use", StringComparison.OrdinalIgnoreCase);
            if (!portWasTaken || options.GatewayPort is not null)
            {
                break;
            }
        }

        throw new StartFailedException(failure ?? "");
    }

    private static ManagedProcess Start(Session session, ServiceSpec spec, IStartProgress progress)
    {
        var program = session.Layout.Program(spec.Project);
        if (!File.Exists(program))
        {
            throw new StartFailedException($"{spec.Project} is not built ({program} is missing).");
        }

        progress.Begin(spec.Name, Words.Pick("starting", "正在启动"));
        var environment = spec.Environment.ToDictionary(one => one.Key, one => (string?)one.Value);
        environment["ASPNETCORE_URLS"] = spec.Url;
        environment["DOTNET_NOLOGO"] = "1";
        return session.Roster.Start(new ProcessSpec(spec.Name, [Layout.Dotnet, program])
        {
            LogFile = Path.Combine(session.Layout.Logs, spec.Name + ".log"),
            Marker = spec.Project + ".dll",
            Environment = environment,
            WorkingDirectory = Path.GetDirectoryName(program),
            Url = spec.Url,
            Relay = true,
            StopOrder = spec.IsPartner ? 2 : 1,
        });
    }

    /// <summary>All become ready together, or the first trouble is told with the last lines of the log it came from.</summary>
    private static async Task<string?> FirstFailureAsync(
        List<ManagedProcess> processes, TimeSpan limit, IStartProgress progress, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        async Task<string?> WatchAsync(ManagedProcess process)
        {
            var trouble = await Health.WaitAsync(process, limit, enough.Token);
            if (trouble is null)
            {
                progress.Done(process.Spec.Name, process.Spec.Url!);
                return null;
            }

            var lines = LogFile.Tail(process.Spec.LogFile, 20);
            return $"{trouble} {Words.Pick("Its last lines:", "最后的日志:")}\n  {string.Join("\n  ", lines)}";
        }

        var watches = processes.ConvertAll(WatchAsync);
        await foreach (var watch in Task.WhenEach(watches).WithCancellation(cancellation))
        {
            if (await watch is { } failure)
            {
                await enough.CancelAsync();
                await Task.WhenAll(watches).ContinueWith(
                    _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                return failure;
            }
        }

        return null;
    }

    private void Publish(Session session, ServiceConnections connections)
    {
        foreach (var process in _processes)
        {
            process.KeepAlive();
        }

        session.Update(state => state with
        {
            Ready = true,
            Gateway = Gateway,
            Sandbox = Sandbox,
            Clients = session.Secrets.Clients,
            CitizenPassword = session.Secrets.CitizenPassword,
            Databases = connections.Databases,
        });
    }

    private string UrlOf(string name) => _processes.First(process => process.Spec.Name == name).Spec.Url!;
}
