using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Local.Hosting;

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

    /// <summary>SM2 private keys (32 bytes, hexadecimal) of partners that sign what they tell the platform, by key id.</summary>
    public required IReadOnlyDictionary<string, string> SigningKeys { get; init; }

    /// <summary>The keys that a service has to itself, each as <c>service/VARIABLE</c>.</summary>
    public IReadOnlyDictionary<string, string> ServiceKeys { get; init; } = new Dictionary<string, string>();

    /// <summary>Where a file of before had the keys of inspection-service, by variable; escrow-service's was among the partners'.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? InspectionKeys { get; init; }

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

    /// <summary>A key that a service has to itself.</summary>
    public string KeyOf(string service, string variable) => ServiceKeys[NameOf(service, variable)];

    /// <summary>The secrets in the file, or new ones written to it.</summary>
    public static Secrets LoadOrCreate(string path, IReadOnlyCollection<string> services)
    {
        var before = PrivateFile.ReadJson<Secrets>(path);
        if (before is not null
            && services.All(name => before.Databases.ContainsKey(name) && before.Brokers.ContainsKey(name))
            && ClientIds.All(before.Clients.ContainsKey)
            && PartnerKeyIds.All(before.SigningKeys.ContainsKey)
            && OwnKeys.All(key => before.ServiceKeys.ContainsKey(NameOf(key.Service, key.Variable))))
        {
            return before;
        }

        var secrets = Make(services, before);
        PrivateFile.WriteJson(path, secrets);
        return secrets;
    }

    /// <summary>New secrets. A service added since the last run gets its own; what exists stays, because data already depends on it.</summary>
    public static Secrets Make(IReadOnlyCollection<string> services, Secrets? before = null) => new()
    {
        PostgresAdmin = before?.PostgresAdmin ?? Password(),
        RabbitMqAdmin = before?.RabbitMqAdmin ?? Password(),
        ErlangCookie = before?.ErlangCookie ?? Password(),
        Databases = Each(services, before?.Databases, Password),
        Brokers = Each(services, before?.Brokers, Password),
        Clients = Each(ClientIds, before?.Clients, Password),
        CitizenPassword = before?.CitizenPassword ?? Password(),
        SigningKeys = Each(PartnerKeyIds, before?.SigningKeys, Sm2.NewPrivateKey),
        ServiceKeys = OwnKeys.ToDictionary(key => NameOf(key.Service, key.Variable), key => Kept(before, key.Service, key.Variable) ?? key.Make()),
    };

    /// <summary>24 letters and digits: 142 bits, and nothing that a URL or a connection string has to escape.</summary>
    public static string Password() =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 24);

    private static IEnumerable<string> PartnerKeyIds => ServiceCatalogue.Services.SelectMany(service => service.PartnerKeyIds);

    private static IEnumerable<(string Service, string Variable, Func<string> Make)> OwnKeys =>
        from service in ServiceCatalogue.Services
        from key in service.Keys
        select (service.Name, key.Key, key.Value);

    private static string NameOf(string service, string variable) => $"{service}/{variable}";

    private static string? Kept(Secrets? before, string service, string variable) =>
        before?.ServiceKeys.GetValueOrDefault(NameOf(service, variable)) ?? (service, variable) switch
        {
            ("inspection", _) => before?.InspectionKeys?.GetValueOrDefault(variable),
            ("escrow", "Signing__PrivateKey") => before?.SigningKeys.GetValueOrDefault("escrow-1"),
            _ => null,
        };

    private static Dictionary<string, string> Each(
        IEnumerable<string> names, IReadOnlyDictionary<string, string>? before, Func<string> create) =>
        names.ToDictionary(name => name, name => before?.GetValueOrDefault(name) ?? create());
}
