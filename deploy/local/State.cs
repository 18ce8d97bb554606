using Pengcheng.Local.Processes;

namespace Pengcheng.Local;

/// <summary>
/// What <c>state.json</c> says: how to reach the running platform and which processes belong to it. The demo and the tests
/// start from it; the next runner uses it to stop what a killed one left behind.
/// </summary>
public sealed record State
{
    /// <summary>The runner itself.</summary>
    public required ProcessIdentity Runner { get; init; }

    /// <summary>When the runner started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether every process has been healthy once.</summary>
    public bool Ready { get; init; }

    /// <summary>The public address, e.g. <c>http://127.0.0.1:8080</c>.</summary>
    public string? Gateway { get; init; }

    /// <summary>The sandbox, which is also the token issuer.</summary>
    public string? Sandbox { get; init; }

    /// <summary>Every process, in the order in which it was started.</summary>
    public IReadOnlyList<ProcessEntry> Processes { get; init; } = [];

    /// <summary>OAuth client secrets by client id.</summary>
    public IReadOnlyDictionary<string, string> Clients { get; init; } = new Dictionary<string, string>();

    /// <summary>The public OAuth client for citizens (password grant).</summary>
    public string CitizenClient { get; init; } = Secrets.CitizenClientId;

    /// <summary>The password of every sandbox citizen.</summary>
    public string? CitizenPassword { get; init; }

    /// <summary>Administrator's Npgsql connection string.</summary>
    public string? PostgresAdmin { get; init; }

    /// <summary>Administrator's AMQP URL.</summary>
    public string? RabbitMqAdmin { get; init; }

    /// <summary>A script that runs <c>rabbitmqctl</c> against the broker, if it is a private one.</summary>
    public string? RabbitMqCtl { get; init; }

    /// <summary>Npgsql connection strings by service.</summary>
    public IReadOnlyDictionary<string, string> Databases { get; init; } = new Dictionary<string, string>();

    /// <summary>Reads the state; nothing when no platform was started here.</summary>
    public static State? Read(Layout layout) => PrivateFile.ReadJson<State>(layout.StateFile);
}

/// <summary>One process of the platform.</summary>
/// <param name="Name">E.g. <c>escrow-1</c> or <c>postgres</c>.</param>
/// <param name="Url">Where it listens, if it speaks HTTP.</param>
/// <param name="Identity">The process, or nothing while it is being started again.</param>
/// <param name="StopSignal">What asks it to stop in good order.</param>
public sealed record ProcessEntry(string Name, string? Url, ProcessIdentity? Identity, StopSignal StopSignal);
