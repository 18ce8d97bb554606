using System.Security.Cryptography;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Local;

/// <summary>
/// Every password and key of one local platform. Made once, kept in a 0600 file, so that data of the last run can still be opened.
/// </summary>
public sealed record Secrets
{
    /// <summary>Password of the PostgreSQL administrator of a private server.</summary>
    public required string PostgresAdmin { get; init; }

    /// <summary>Password of the RabbitMQ administrator of a private broker.</summary>
    public required string RabbitMqAdmin { get; init; }

    /// <summary>What lets <c>rabbitmqctl</c> speak to the private broker.</summary>
    public required string ErlangCookie { get; init; }

    /// <summary>Database passwords by service.</summary>
    public required IReadOnlyDictionary<string, string> Databases { get; init; }

    /// <summary>Broker passwords by service.</summary>
    public required IReadOnlyDictionary<string, string> Brokers { get; init; }

    /// <summary>OAuth client secrets by client id.</summary>
    public required IReadOnlyDictionary<string, string> Clients { get; init; }

    /// <summary>The password that everybody in the sandbox has who signs in through an app.</summary>
    public required string CitizenPassword { get; init; }

    /// <summary>SM2 private keys (32 bytes, hexadecimal) by key id: one signs payments, the others registry notices.</summary>
    public required IReadOnlyDictionary<string, string> SigningKeys { get; init; }

    /// <summary>The keys of inspection-service, by the name of its variable: they seal and sign enterprise codes and sign ratings.</summary>
    public IReadOnlyDictionary<string, string> InspectionKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Key id under which escrow-service signs its payment instructions.</summary>
    public const string EscrowKeyId = "escrow-1";

    /// <summary>Key ids of the land registry: the one in use and the one that comes after it.</summary>
    public static readonly IReadOnlyList<string> RegistryKeyIds = ["rerc-1", "rerc-2"];

    /// <summary>Confidential OAuth clients of the sandbox.</summary>
    public static readonly IReadOnlyList<string> ClientIds =
        ["bank-a", "bank-b", "bank-pfc", "trustee-maker", "trustee-checker", "court", "registry", "enterprise-registry", "officers-system", "operator"];

    /// <summary>The public OAuth client of the citizens' app.</summary>
    public const string CitizenClientId = "citizen-app";

    /// <summary>The public OAuth clients of the other apps, each with the form of its user names.</summary>
    public static readonly IReadOnlyDictionary<string, string> OtherApps = new Dictionary<string, string>
    {
        ["firm-app"] = "firm-{USCC}",
        ["staff-app"] = "officer-…@4403-YJ",
    };

    /// <summary>The secrets in the file, or new ones written to it.</summary>
    public static Secrets LoadOrCreate(string path, IReadOnlyCollection<string> services)
    {
        if (PrivateFile.ReadJson<Secrets>(path) is { } kept
            && services.All(name => kept.Databases.ContainsKey(name) && kept.Brokers.ContainsKey(name))
            && ClientIds.All(kept.Clients.ContainsKey)
            && Local.InspectionKeys.Made.Keys.All(kept.InspectionKeys.ContainsKey))
        {
            return kept;
        }

        // A service added since the last run gets its own; what exists stays, because data already depends on it.
        var before = PrivateFile.ReadJson<Secrets>(path);
        var secrets = new Secrets
        {
            PostgresAdmin = before?.PostgresAdmin ?? Password(),
            RabbitMqAdmin = before?.RabbitMqAdmin ?? Password(),
            ErlangCookie = before?.ErlangCookie ?? Password(),
            Databases = Each(services, before?.Databases, Password),
            Brokers = Each(services, before?.Brokers, Password),
            Clients = Each(ClientIds, before?.Clients, Password),
            CitizenPassword = before?.CitizenPassword ?? Password(),
            SigningKeys = Each([EscrowKeyId, .. RegistryKeyIds], before?.SigningKeys, Sm2.NewPrivateKey),
            InspectionKeys = Local.InspectionKeys.Made.ToDictionary(
                key => key.Key, key => before?.InspectionKeys.GetValueOrDefault(key.Key) ?? key.Value()),
        };
        PrivateFile.WriteJson(path, secrets);
        return secrets;
    }

    /// <summary>24 letters and digits: 142 bits, and nothing that a URL or a connection string has to escape.</summary>
    public static string Password() =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 24);

    private static Dictionary<string, string> Each(
        IEnumerable<string> names, IReadOnlyDictionary<string, string>? before, Func<string> create) =>
        names.ToDictionary(name => name, name => before?.GetValueOrDefault(name) ?? create());
}
