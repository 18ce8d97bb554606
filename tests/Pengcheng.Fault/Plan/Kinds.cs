using Pengcheng.Demo;
using Pengcheng.Local.Hosting;

namespace Pengcheng.Fault.Plan;

/// <summary>A kind of fault.</summary>
/// <param name="Name">As given to <c>--only</c>.</param>
/// <param name="Says">What it does.</param>
/// <param name="Weight">How often it comes, beside the others; 0: only when asked for.</param>
/// <param name="Targets">Whom it may meet.</param>
/// <param name="Least">It lasts at least so many seconds.</param>
/// <param name="Most">And at most so many.</param>
public sealed record Kind(string Name, string Says, int Weight, IReadOnlyList<string> Targets, int Least = 0, int Most = 0);

/// <summary>All kinds of faults.</summary>
public static class Kinds
{
    /// <summary>kill -9.</summary>
    public const string Kill = "kill";

    /// <summary>SIGSTOP, later SIGCONT.</summary>
    public const string Freeze = "freeze";

    /// <summary>Database sessions are ended by the server.</summary>
    public const string CutDatabase = "cut-database";

    /// <summary>Broker connections are ended by the server.</summary>
    public const string CutBroker = "cut-broker";

    /// <summary>Hardly any room on the broker's volume: less than it wants to have free.</summary>
    public const string DiskFull = "disk-full";

    /// <summary>No room at all on the broker's volume.</summary>
    public const string DiskSpent = "disk-spent";

    /// <summary>The broker believes that it has no room.</summary>
    public const string DiskAlarm = "disk-alarm";

    /// <summary>Time jumps.</summary>
    public const string Clock = "clock";

    /// <summary>A partner misbehaves.</summary>
    public const string Partner = "partner";

    /// <summary>Processes of each service.</summary>
    public const int Replicas = 2;

    // Whoever moves money comes twice as often.
    private static readonly string[] Everything =
    [
        .. ServiceCatalogue.Services.SelectMany(service => ReplicasOf(service.Name)), .. ReplicasOf("escrow"), ServiceCatalogue.Gateway, "rabbitmq", "postgres", ServiceCatalogue.Sandbox,
    ];

    /// <summary>The list.</summary>
    public static IReadOnlyList<Kind> All { get; } =
    [
        new(Kill, "kill -9 of a service's replica, the gateway, the broker, PostgreSQL (with it all its sessions) or the sandbox", 34, Everything),
        new(Freeze, "SIGSTOP of a process with all below it, SIGCONT up to 20 s later", 12, Everything, 3, 20),
        new(CutDatabase, "pg_terminate_backend for every session of a service, or of all", 10, [.. ServiceCatalogue.Databases, string.Join(',', ServiceCatalogue.Databases)]),
        new(CutBroker, "rabbitmqctl close_all_connections", 8, ["rabbitmq"]),
        new(DiskFull, "the small volume of the broker's log is filled until the broker has less than it wants free: it blocks whoever publishes", 5, ["rabbitmq"], 12, 20),
        new(DiskSpent, "the small volume of the broker's log is filled to the last byte; only by name, since RabbitMQ 3.10 loses what it had confirmed", 0, ["rabbitmq"], 5, 15),
        new(DiskAlarm, "the broker's own limit for free space is set above what there is: it blocks whoever publishes", 4, ["rabbitmq"], 5, 15),
        new(Clock, "the platform's clock jumps forward, by seconds or by a working day", 7, ["seconds:30", "seconds:90", "seconds:300", "seconds:900", "working-days:1"]),
        new(Partner, "a fault button of the sandbox: late, silent, refusing, twice, out of order, paid without an answer, down", 20, Buttons, 4, 15),
    ];

    private static string[] Buttons =>
    [
        $"bank:{Banks.A}.payments=delay", $"bank:{Banks.A}.payments=refuse", $"bank:{Banks.A}.payments=answer-twice", $"bank:{Banks.A}.payments=out-of-order",
        $"bank:{Banks.A}.payments=accept-then-time-out", $"bank:{Banks.A}.payments=drop", $"bank:{Banks.A}.payments=down",
        $"bank:{Banks.A}.query=drop", $"bank:{Banks.A}.name-check=down", $"bank:{Banks.B}.quote=delay", $"bank:{Banks.B}.quote=down", $"bank:{Banks.Fund}.quote=drop",
        $"bank:{Banks.A}.advices=delay", $"bank:{Banks.A}.advices=answer-twice", $"bank:{Banks.A}.advices=out-of-order", $"bank:{Banks.A}.advices=drop", $"bank:{Banks.A}.advices=down",
        "registry.push=delay", "registry.push=answer-twice", "registry.push=out-of-order", "registry.push=drop", "registry.push=down",
        "enterprise-registry.push=delay", "enterprise-registry.push=answer-twice", "enterprise-registry.push=out-of-order", "enterprise-registry.push=down",
        "officers-system.push=delay", "officers-system.push=answer-twice", "officers-system.push=out-of-order", "officers-system.push=drop", "officers-system.push=down",
        "identity=delay", "identity=refuse", "identity=drop", "identity=down",
    ];

    private static IEnumerable<string> ReplicasOf(string service) => Enumerable.Range(1, Replicas).Select(number => $"{service}-{number}");

    /// <summary>By names, in this list's order; without names all that come unasked.</summary>
    /// <exception cref="ArgumentException">One is not known.</exception>
    public static IReadOnlyList<Kind> Named(IReadOnlyCollection<string> names)
    {
        if (names.FirstOrDefault(name => All.All(kind => kind.Name != name)) is { } unknown)
            throw new ArgumentException($"There is no kind of fault {unknown}. There are: {string.Join(", ", All.Select(kind => kind.Name))}.");
        return names.Count == 0 ? [.. All.Where(kind => kind.Weight > 0)] : [.. All.Where(kind => names.Contains(kind.Name))];
    }
}
