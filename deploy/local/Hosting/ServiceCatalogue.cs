using System.Globalization;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Hosting;

/// <summary>The processes that make up the platform. A new service is added here.</summary>
public static class ServiceCatalogue
{
    /// <summary>The name of the process that plays the partner systems.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>The name of the public entrance.</summary>
    public const string Gateway = "gateway";

    /// <summary>Everything that owns a database and a user of the broker.</summary>
    public static readonly IReadOnlyList<string> Databases = ["escrow", "registry", "inspection", Sandbox];

    private static readonly (string Name, string Project, int Port)[] Services =
    [
        ("escrow", "Pengcheng.Escrow", 7101),
        ("registry", "Pengcheng.Registry", 7201),
        ("inspection", "Pengcheng.Inspection", 7301),
    ];

    /// <summary>All processes, each knowing the others' addresses.</summary>
    public static IReadOnlyList<ServiceSpec> Compose(
        Ports ports, Secrets secrets, ServiceConnections connections, int replicas, int? gatewayPort)
    {
        var gateway = gatewayPort is { } wished ? ports.TakeExactly(wished) : ports.Take(8080);
        var sandbox = ports.Take(7001);
        var common = new Dictionary<string, string>
        {
            ["Auth__Authority"] = Url(sandbox) + "/",
            ["Auth__Audience"] = "pengcheng",
            ["Clock__Url"] = Url(sandbox) + "/sandbox/clock",
        };
        var specs = new List<ServiceSpec>
        {
            new(Sandbox, "Pengcheng.Sandbox", sandbox, SandboxVariables(secrets, connections, gateway)),
        };
        var routes = new Dictionary<string, string>();
        foreach (var (name, project, port) in Services)
        {
            for (var replica = 0; replica < replicas; replica++)
            {
                var own = ports.Take(port + replica);
                routes[$"Services__{Capitalised(name)}__{replica.ToString(CultureInfo.InvariantCulture)}"] = Url(own);
                specs.Add(new ServiceSpec($"{name}-{replica + 1}", project, own,
                    Join(common, Connections(connections, name), OwnVariables(name, secrets, sandbox))));
            }
        }

        specs.Add(new ServiceSpec(Gateway, "Pengcheng.Gateway", gateway, Join(common, routes)));
        return specs;
    }

    private static Dictionary<string, string> OwnVariables(string service, Secrets secrets, int sandbox) => service switch
    {
        "escrow" => new Dictionary<string, string>
        {
            ["Banks__BaseUrl"] = Url(sandbox) + "/banks",
            ["Signing__KeyId"] = Secrets.EscrowKeyId,
            ["Signing__PrivateKey"] = secrets.SigningKeys[Secrets.EscrowKeyId],
        },
        "registry" => Secrets.RegistryKeyIds.ToDictionary(
            keyId => $"Registry__Keys__{keyId}",
            keyId => Sm2.PublicKeyOf(secrets.SigningKeys[keyId])),
        "inspection" => new Dictionary<string, string>(secrets.InspectionKeys),
        _ => [],
    };

    private static Dictionary<string, string> SandboxVariables(Secrets secrets, ServiceConnections connections, int gateway)
    {
        var registryKey = Secrets.RegistryKeyIds[0];
        var variables = Connections(connections, Sandbox);
        variables["Gateway__Url"] = Url(gateway);
        variables["Sandbox__CitizenPassword"] = secrets.CitizenPassword;
        variables["Registry__KeyId"] = registryKey;
        variables["Registry__PrivateKey"] = secrets.SigningKeys[registryKey];
        foreach (var (client, secret) in secrets.Clients)
        {
            variables[$"Sandbox__Clients__{client}"] = secret;
        }

        return variables;
    }

    private static Dictionary<string, string> Connections(ServiceConnections connections, string service) => new()
    {
        ["ConnectionStrings__Postgres"] = connections.Databases[service],
        ["ConnectionStrings__RabbitMq"] = connections.Brokers[service],
    };

    private static Dictionary<string, string> Join(params IEnumerable<Dictionary<string, string>> parts) =>
        parts.SelectMany(part => part).ToDictionary();

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Url(int port) => $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
}
