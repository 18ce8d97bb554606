using System.Text.Json;
using System.Text.RegularExpressions;

namespace Pengcheng.Contract.Tests;

/// <summary>The gateway asks for the scope that the service asks for: a difference would shut a door, or leave it to the service alone.</summary>
public sealed class GatewayScopeTests
{
    private sealed record Route(string Path, string[] Methods, string? Scope, bool Anonymous = false);

    private static readonly Dictionary<string, Route[]> Table = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "gateway", "appsettings.json")))
        .RootElement.GetProperty("Routes").EnumerateObject().ToDictionary(service => service.Name, service => service.Value.Deserialize<Route[]>()!);

    private static IEnumerable<TestCaseData> Operations =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "api"), "*-service.openapi.json").Order(StringComparer.Ordinal)
        let service = Table.Keys.Single(name => Path.GetFileName(file).StartsWith($"{name}-", StringComparison.OrdinalIgnoreCase))
        let document = JsonDocument.Parse(File.ReadAllText(file)).RootElement
        let prefix = document.GetProperty("servers")[0].GetProperty("url").GetString()!.TrimEnd('/')
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        where operation.Name is "get" or "post" or "put" or "patch" or "delete"
        select new TestCaseData(service, prefix + path.Name, operation.Name.ToUpperInvariant(), ScopeOf(operation.Value)).SetName($"{operation.Name} {prefix}{path.Name}");

    [TestCaseSource(nameof(Operations))]
    public void The_gateway_asks_for_the_scope_of_the_service(string service, string path, string method, string? scope)
    {
        var route = Table[service].Where(candidate => candidate.Methods.Contains(method) && Pattern(candidate.Path).IsMatch(path))
            .MaxBy(candidate => Precision(candidate.Path));
        Assert.That(route, Is.Not.Null, "no route leads there");
        Assert.That(route!.Scope, Is.EqualTo(scope), route.Path);
        Assert.That(route.Anonymous, Is.EqualTo(scope is null));
    }

    private static string? ScopeOf(JsonElement operation) =>
        operation.TryGetProperty("security", out var security) ? security[0].GetProperty("bearer")[0].GetString() : null;

    private static Regex Pattern(string path) => new("^" + Regex.Replace(Regex.Escape(path), @"/\\\{\\\*\\\*\w+}|\\\{\w+}", match =>
        match.Value.Contains('*', StringComparison.Ordinal) ? "(/.*)?" : "[^/]+") + "$");

    // As routing does: what is written out beats a parameter, a parameter beats the rest.
    private static int Precision(string path) => path.Split('/').Sum(part => part.StartsWith("{**", StringComparison.Ordinal) ? 1 : part.StartsWith('{') ? 100 : 10_000);
}
