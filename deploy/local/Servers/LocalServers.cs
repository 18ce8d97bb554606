using Pengcheng.Local.Display;

namespace Pengcheng.Local.Servers;

/// <summary>Each service's own way to its database and to the broker.</summary>
/// <param name="Databases">Npgsql connection strings by service.</param>
/// <param name="Brokers">AMQP URLs by service.</param>
public sealed record ServiceConnections(
    IReadOnlyDictionary<string, string> Databases, IReadOnlyDictionary<string, string> Brokers);

/// <summary>
/// PostgreSQL and RabbitMQ, from the first of: connection strings in the environment, programs on this machine, programs
/// installed by apt, containers.
/// </summary>
public sealed class LocalServers : IAsyncDisposable
{
    /// <summary>The variable with the administrator's Npgsql connection string of a server that is already there.</summary>
    public const string PostgresVariable = "PENGCHENG_POSTGRES";

    /// <summary>The variable with the AMQP URL of a broker that is already there.</summary>
    public const string RabbitMqVariable = "PENGCHENG_RABBITMQ";

    /// <summary>The variable with a script that runs <c>rabbitmqctl</c> against that broker.</summary>
    public const string ControlVariable = "PENGCHENG_RABBITMQ_CTL";

    private readonly Session _session;
    private bool _ownPostgres;
    private bool _ownBroker;
    private ComposeServers? _compose;

    private LocalServers(Session session) => _session = session;

    /// <summary>Administrator's Npgsql connection string.</summary>
    public string PostgresAdmin { get; private set; } = "";

    /// <summary>Administrator's AMQP URL.</summary>
    public string RabbitMqAdmin { get; private set; } = "";

    /// <summary>A script that runs <c>rabbitmqctl</c> against the broker, where that is possible.</summary>
    public string? RabbitMqCtl { get; private set; }

    /// <summary>Finds or starts both servers and waits until they answer.</summary>
    /// <param name="session">The data folder; its end stops what was started here.</param>
    /// <param name="progress">Hears how it goes.</param>
    /// <param name="durable">Whether a commit must survive a power cut; tests need only survive killed processes.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<LocalServers> StartAsync(
        Session session, IStartProgress progress, bool durable = true, CancellationToken cancellation = default)
    {
        var servers = new LocalServers(session)
        {
            PostgresAdmin = Environment.GetEnvironmentVariable(PostgresVariable) ?? "",
            RabbitMqAdmin = Environment.GetEnvironmentVariable(RabbitMqVariable) ?? "",
            RabbitMqCtl = Environment.GetEnvironmentVariable(ControlVariable),
        };
        await servers.StartMissingAsync(progress, durable, cancellation);
        session.Update(state => state with
        {
            PostgresAdmin = servers.PostgresAdmin,
            RabbitMqAdmin = servers.RabbitMqAdmin,
            RabbitMqCtl = servers.RabbitMqCtl,
        });
        return servers;
    }

    /// <summary>Gives each service its own database and broker user.</summary>
    /// <param name="prefix">Before every name, so that several platforms can share the servers.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ServiceConnections> ProvisionAsync(string prefix, CancellationToken cancellation = default)
    {
        // On a server that others use too, names as plain as "escrow" may be theirs.
        var databasePrefix = prefix.Length == 0 && !_ownPostgres ? "pengcheng_" : prefix;
        var databases = await Provisioning.DatabasesAsync(PostgresAdmin, databasePrefix, _session.Secrets.Databases, cancellation);
        if (_ownPostgres)
        {
            await Provisioning.CloseOwnServerAsync(PostgresAdmin, cancellation);
        }

        return new ServiceConnections(databases, await BrokersAsync(prefix, cancellation));
    }

    /// <summary>Stops containers. Processes are stopped by the session.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_compose is not null)
        {
            await _compose.StopAsync();
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> BrokersAsync(string prefix, CancellationToken cancellation)
    {
        if (_ownBroker && prefix.Length == 0)
        {
            // Loaded when it booted.
            var address = new Uri(RabbitMqAdmin);
            return _session.Secrets.Brokers.ToDictionary(
                one => one.Key,
                one => $"amqp://{one.Key}:{one.Value}@{address.Host}:{address.Port}/{RabbitMqServer.VirtualHost}");
        }

        return RabbitMqCtl is null
            ? _session.Secrets.Brokers.Keys.ToDictionary(service => service, _ => RabbitMqAdmin)
            : await Provisioning.BrokerAsync(_session, RabbitMqAdmin, RabbitMqCtl, prefix, cancellation);
    }

    private async Task StartMissingAsync(IStartProgress progress, bool durable, CancellationToken cancellation)
    {
        (_ownPostgres, _ownBroker) = (PostgresAdmin.Length == 0, RabbitMqAdmin.Length == 0);
        if (!_ownBroker && !await RabbitMqServer.AnswersAsync(RabbitMqAdmin))
        {
            throw new StartFailedException($"No RabbitMQ answers at the address in {RabbitMqVariable}.");
        }

        var postgres = _ownPostgres ? PostgresPrograms.Find() : null;
        var rabbit = _ownBroker ? RabbitMqPrograms.Find() : null;
        List<string> missing = [];
        missing.AddRange(_ownPostgres && postgres is null ? ["postgresql"] : []);
        missing.AddRange(_ownBroker && rabbit is null ? ["rabbitmq-server"] : []);
        if (missing.Count > 0 && ServerInstallation.IsPossible)
        {
            await ServerInstallation.RunAsync(missing, progress, cancellation);
            postgres = _ownPostgres ? PostgresPrograms.Find() : null;
            rabbit = _ownBroker ? RabbitMqPrograms.Find() : null;
        }
        else if (missing.Count > 0)
        {
            await StartContainersAsync(missing, progress, cancellation);
        }

        var database = postgres is null
            ? Task.FromResult(PostgresAdmin)
            : PostgresServer.StartAsync(_session, postgres, durable, progress, cancellation);
        var broker = rabbit is null
            ? Task.FromResult((Url: RabbitMqAdmin, Control: RabbitMqCtl ?? ""))
            : RabbitMqServer.StartAsync(_session, rabbit, progress, cancellation);
        await Task.WhenAll(database, broker);
        PostgresAdmin = await database;
        var (url, control) = await broker;
        (RabbitMqAdmin, RabbitMqCtl) = (url, control.Length == 0 ? null : control);
    }

    private async Task StartContainersAsync(List<string> missing, IStartProgress progress, CancellationToken cancellation)
    {
        if (!ComposeServers.IsPossible)
        {
            throw new StartFailedException(Words.Pick(
                $"Missing on this machine: {string.Join(" and ", missing)}. Do one of these, then run the command again:\n"
                + "  - install PostgreSQL (14 or later) and RabbitMQ (3.10 or later); on Debian and Ubuntu:\n"
                + $"      sudo apt-get install --no-install-recommends {string.Join(' ', missing)}\n"
                + "  - install Docker with Compose and start it\n"
                + $"  - point {PostgresVariable} (Npgsql connection string of an administrator) and {RabbitMqVariable} (amqp URL) to servers of yours",
                $"本机缺少:{string.Join("、", missing)}。请任选其一,然后重新执行:\n"
                + "  - 安装 PostgreSQL(14 及以上)和 RabbitMQ(3.10 及以上);Debian、Ubuntu 上执行:\n"
                + $"      sudo apt-get install --no-install-recommends {string.Join(' ', missing)}\n"
                + "  - 安装并启动带 Compose 的 Docker\n"
                + $"  - 用 {PostgresVariable}(管理员的 Npgsql 连接串)和 {RabbitMqVariable}(amqp 地址)指向已有的服务器"));
        }

        _compose = new ComposeServers(_session);
        var wanted = missing.ConvertAll(package => package == "postgresql" ? "postgres" : "rabbitmq");
        var (postgres, rabbit, control) = await _compose.StartAsync(wanted, progress, cancellation);
        PostgresAdmin = wanted.Contains("postgres") ? postgres : PostgresAdmin;
        (RabbitMqAdmin, RabbitMqCtl) = wanted.Contains("rabbitmq") ? (rabbit, control) : (RabbitMqAdmin, RabbitMqCtl);
    }
}
