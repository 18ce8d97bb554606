using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Escrow;
using Pengcheng.Inspection;
using Pengcheng.Registry.Notices;
using Pengcheng.Testing;

namespace Pengcheng.Contract.Tests;

/// <summary>The documents that the real services publish about themselves, each service started once.</summary>
internal static class ServiceDocuments
{
    // Any scalar on the curve will do: the documents do not depend on keys.
    private static readonly string PrivateKey = new string('0', 63) + "1";

    public static Task<IReadOnlyDictionary<string, string>> Of(string service) => service switch
    {
        "escrow-service" => Read<EscrowPolicy>("escrow", ("Banks:BaseUrl", "http://127.0.0.1:9/banks"), ("Signing:KeyId", "test"), ("Signing:PrivateKey", PrivateKey)),
        "registry-service" => Read<RegistryKeys>("registry", ("Registry:Keys:test", Sm2.PublicKeyOf(PrivateKey))),
        "inspection-service" => Read<InspectionPolicy>("inspection", ("Codes:Keys:1:Seal", new string('1', 32)), ("Codes:Keys:1:Mac", new string('2', 64)), ("Codes:Keys:1:Signing", PrivateKey),
            ("Ratings:PrivateKey", NewRsa())),
        _ => throw new ArgumentOutOfRangeException(nameof(service), service, "not a service with documents"),
    };

    private static string NewRsa()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        return Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
    }

    private static async Task<IReadOnlyDictionary<string, string>> Read<TAnyOfItsTypes>(string name, params (string Key, string Value)[] settings) where TAnyOfItsTypes : class
    {
        var (postgres, rabbit) = (await TestServers.NewDatabase(name), await TestServers.NewVirtualHost(name));
        await using var service = new WebApplicationFactory<TAnyOfItsTypes>().WithWebHostBuilder(host =>
        {
            foreach (var (key, value) in settings) host.UseSetting(key, value);
            host.UseSetting("Logging:LogLevel:Default", "Error");
            host.UseSetting("ConnectionStrings:Postgres", postgres);
            host.UseSetting("ConnectionStrings:RabbitMq", rabbit);
            host.UseSetting("Auth:Authority", "http://127.0.0.1:9/");
        });
        using var client = service.CreateClient();
        return new Dictionary<string, string>
        {
            ["openapi"] = await client.GetStringAsync("/openapi/v1.json"),
            ["asyncapi"] = await client.GetStringAsync("/asyncapi/v1.json"),
        };
    }
}
