using System.Text.Json;
using Pengcheng.Local.Hosting;
using Pengcheng.Testing;

namespace Pengcheng.Architecture.Tests;

/// <summary>A service is written down in few places, and in all of them.</summary>
public sealed class ServiceListTests
{
    private static readonly string[] Documents = ["openapi", "asyncapi"];

    [TestCaseSource(typeof(TestedService), nameof(TestedService.All))]
    public void A_service_is_in_every_list(TestedService service) => Assert.That(LackedBy(service), Is.Empty, $"{service} is not complete");

    [Test]
    public void A_service_of_the_catalogue_has_its_folder() => Assert.That(
        ServiceCatalogue.Services.Select(service => (service.Folder, service.Project)), Is.EquivalentTo(TestedService.All.Select(service => ($"services/{service.Folder}", service.Project))));

    [Test]
    public void Of_a_service_in_no_list_every_list_is_named() =>
        Assert.That(LackedBy(new TestedService("forgotten-service", "Pengcheng.Forgotten")).Count(), Is.EqualTo(3 + Documents.Length));

    private static IEnumerable<string> LackedBy(TestedService service)
    {
        if (ServiceCatalogue.Services.All(listed => listed.Name != service.Name || listed.Project != service.Project))
            yield return $"deploy/local/Hosting/ServiceCatalogue.cs has no {service.Name} with the project {service.Project}";
        if (!Routes().Contains(service.Name, StringComparer.OrdinalIgnoreCase)) yield return $"gateway/appsettings.json has no routes for {service.Name}";
        if (!TextOf("Pengcheng.slnx").Contains($"\"services/{service.Folder}/{service.Project}.csproj\"", StringComparison.Ordinal)) yield return $"Pengcheng.slnx has no {service.Project}.csproj";
        foreach (var name in Documents.Select(kind => $"docs/api/{service.Folder}.{kind}.json").Where(name => !File.Exists(PathOf(name))))
            yield return $"{name} is missing: PENGCHENG_UPDATE_DOCS=1 ./build.sh test writes it";
    }

    private static IEnumerable<string> Routes()
    {
        using var settings = JsonDocument.Parse(TextOf("gateway/appsettings.json"));
        return [.. settings.RootElement.GetProperty("Routes").EnumerateObject().Select(service => service.Name)];
    }

    private static string TextOf(string path) => File.ReadAllText(PathOf(path));

    private static string PathOf(string path) => Path.Combine(Repository.Root.FullName, path);
}
