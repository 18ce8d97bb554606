using System.Reflection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Pengcheng.Local;
using Pengcheng.Local.Hosting;
using Pengcheng.Testing;

namespace Pengcheng.Contract.Tests;

/// <summary>The documents that the real services publish about themselves, each service started once.</summary>
internal static class ServiceDocuments
{
    // Nobody listens there: a service that writes its documents calls nobody.
    private const string Nowhere = "http://127.0.0.1:9";

    // The documents do not depend on keys.
    private static readonly Lazy<Surroundings> Given = new(() => new Surroundings(Secrets.Make(ServiceCatalogue.Databases), Nowhere));

    public static Task<IReadOnlyDictionary<string, string>> Of(TestedService service)
    {
        var read = typeof(ServiceDocuments).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(service.Assembly.EntryPoint!.DeclaringType!);
        return (Task<IReadOnlyDictionary<string, string>>)read.Invoke(null, [service.Name])!;
    }

    // With the settings that the platform's catalogue gives it.
    private static async Task<IReadOnlyDictionary<string, string>> Read<TProgram>(string name) where TProgram : class
    {
        var (postgres, rabbit) = (await TestServers.NewDatabase(name), await TestServers.NewVirtualHost(name));
        await using var service = new WebApplicationFactory<TProgram>().WithWebHostBuilder(host =>
        {
            foreach (var (variable, value) in ServiceCatalogue.Named(name).OwnVariables(Given.Value)) host.UseSetting(variable.Replace("__", ":", StringComparison.Ordinal), value);
            host.UseSetting("Logging:LogLevel:Default", "Error");
            host.UseSetting("ConnectionStrings:Postgres", postgres);
            host.UseSetting("ConnectionStrings:RabbitMq", rabbit);
            host.UseSetting("Auth:Authority", Nowhere + "/");
        });
        using var client = service.CreateClient();
        return new Dictionary<string, string>
        {
            ["openapi"] = await client.GetStringAsync("/openapi/v1.json"),
            ["asyncapi"] = await client.GetStringAsync("/asyncapi/v1.json"),
        };
    }
}
