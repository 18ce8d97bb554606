using System.Globalization;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Hosting;

/// <summary>The services of the platform, each once, and the processes that are made of them. A new service is added here.</summary>
public static class ServiceCatalogue
{
    /// <summary>The name of the process that plays the partner systems.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>The name of the public entrance.</summary>
    public const string Gateway = "gateway";

    private const int FirstPort = 7101, PortsBetween = 100;

    /// <summary>The services. Projects, ports, databases, broker users and routes follow from this list.</summary>
    public static readonly IReadOnlyList<CataloguedService> Services =
    [
        new("escrow")
        {
            Variables = given => new() { ["Banks__BaseUrl"] = given.Sandbox + "/banks", ["Signing__KeyId"] = "escrow-1" },
            Keys = new Dictionary<string, Func<string>> { ["Signing__PrivateKey"] = Sm2.NewPrivateKey },
        },
        new("registry")
        {
            IsUnderApi = false,
            PartnerKeyIds = ["rerc-1", "rerc-2"],
            Variables = given => Named("registry").PartnerKeyIds.ToDictionary(id => $"Registry__Keys__{id}", id => Sm2.PublicKeyOf(given.Secrets.SigningKeys[id])),
            SandboxVariables = given => new() { ["Registry__KeyId"] = "rerc-1", ["Registry__PrivateKey"] = given.Secrets.SigningKeys["rerc-1"] },
        },
        new("inspection")
        {
            Keys = new Dictionary<string, Func<string>>
            {
                // The SM4 key that seals codes, the key that their salt is made with, the SM2 key that signs them, the RSA key that signs ratings blind.
                ["Codes__Keys__1__Seal"] = () => NewKey.Hex(16),
                ["Codes__Keys__1__Mac"] = () => NewKey.Hex(32),
                ["Codes__Keys__1__Signing"] = Sm2.NewPrivateKey,
                ["Ratings__PrivateKey"] = NewKey.Rsa,
            },
        },
    ];

    /// <summary>Everything that owns a database and a user of the broker.</summary>
    public static readonly IReadOnlyList<string> Databases = [.. Services.Select(service => service.Name), Sandbox];

    /// <summary>The service of this name.</summary>
    public static CataloguedService Named(string name) => Services.Single(service => service.Name == name);

    /// <summary>All processes, each knowing the others' addresses.</summary>
    public static IReadOnlyList<ServiceSpec> Compose(
        Ports ports, Secrets secrets, ServiceConnections connections, int replicas, int? gatewayPort)
    {
        var gateway = gatewayPort is { } wished ? ports.TakeExactly(wished) : ports.Take(8080);
        var sandbox = ports.Take(7001);
        var surroundings = new Surroundings(secrets, Url(sandbox));
        var common = new Dictionary<string, string>
        {
            ["Auth__Authority"] = Url(sandbox) + "/",
            ["Auth__Audience"] = "pengcheng",
            ["Clock__Url"] = Url(sandbox) + "/sandbox/clock",
        };
        var specs = new List<ServiceSpec>
        {
            new(Sandbox, "Pengcheng.Sandbox", sandbox, SandboxVariables(surroundings, connections, gateway)),
        };
        var routes = new Dictionary<string, string>();
        foreach (var (index, service) in Services.Index())
        {
            for (var replica = 0; replica < replicas; replica++)
            {
                var own = ports.Take(FirstPort + index * PortsBetween + replica);
                routes[$"Services__{service.Title}__{replica.ToString(CultureInfo.InvariantCulture)}"] = Url(own);
                specs.Add(new ServiceSpec($"{service.Name}-{replica + 1}", service.Project, own,
                    Join(common, Connections(connections, service.Name), service.OwnVariables(surroundings))));
            }
        }

        specs.Add(new ServiceSpec(Gateway, "Pengcheng.Gateway", gateway, Join(common, routes)));
        return specs;
    }

    private static Dictionary<string, string> SandboxVariables(Surroundings surroundings, ServiceConnections connections, int gateway) => Join(
    [
        Connections(connections, Sandbox),
        new() { ["Gateway__Url"] = Url(gateway), ["Sandbox__CitizenPassword"] = surroundings.Secrets.CitizenPassword },
        surroundings.Secrets.Clients.ToDictionary(client => $"Sandbox__Clients__{client.Key}", client => client.Value),
        .. Services.Select(service => service.SandboxVariables(surroundings)),
    ]);

    private static Dictionary<string, string> Connections(ServiceConnections connections, string service) => new()
    {
        ["ConnectionStrings__Postgres"] = connections.Databases[service],
        ["ConnectionStrings__RabbitMq"] = connections.Brokers[service],
    };

    private static Dictionary<string, string> Join(params IEnumerable<Dictionary<string, string>> parts) =>
        parts.SelectMany(part => part).ToDictionary();

    private static string Url(int port) => $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
}
