using System.Text.Json.Nodes;
using Pengcheng.Testing;

namespace Pengcheng.Contract.Tests;

/// <summary>The API documents that partners read are the ones that the running services publish.</summary>
[TestFixtureSource(typeof(TestedService), nameof(TestedService.All))]
public sealed class DocumentTests(TestedService service)
{
    private IReadOnlyDictionary<string, string> _documents = null!;

    [OneTimeSetUp]
    public async Task Start() => _documents = await ServiceDocuments.Of(service);

    [TestCase("openapi")]
    [TestCase("asyncapi")]
    public void The_committed_document_is_what_the_service_publishes(string kind) =>
        CommittedText.MustSay(Repository.Of("docs", "api", $"{service.Folder}.{kind}.json"), _documents[kind]);

    [TestCase("openapi")]
    [TestCase("asyncapi")]
    public void Every_reference_leads_somewhere(string kind)
    {
        var document = JsonNode.Parse(_documents[kind])!;
        var references = Objects(document).Select(o => o["$ref"]).OfType<JsonValue>().Select(r => r.GetValue<string>()).Distinct().ToList();
        Assert.That(references, Is.Not.Empty);
        Assert.That(references.Where(reference => Find(document, reference) is null), Is.Empty);
    }

    [Test]
    public void Every_operation_has_a_summary_and_an_id_of_its_own()
    {
        var operations = Operations().ToList();
        Assert.That(operations.Select(o => (string?)o.Operation["operationId"]), Is.Unique.And.None.Null);
        Assert.That(operations.Where(o => (string?)o.Operation["summary"] is not { Length: > 0 }).Select(o => o.Path), Is.Empty);
    }

    [Test]
    public void Every_value_of_a_path_is_a_parameter() => Assert.That(
        Operations().Where(o => Placeholders(o.Path).Except(Parameters(o.Operation, "path")).Any()).Select(o => o.Path), Is.Empty);

    [Test]
    public void Every_protected_operation_names_its_scope_and_its_problems()
    {
        foreach (var (path, operation) in Operations().Where(o => o.Operation["security"] is not null))
        {
            Assert.That(operation["security"]![0]!["bearer"]!.AsArray(), Has.Count.EqualTo(1), path);
            Assert.That(operation["responses"]!.AsObject().Select(answer => answer.Key), Is.SupersetOf(new[] { "401", "403", "default" }), path);
        }
    }

    [Test]
    public void Every_schema_that_partners_meet_is_described() => Assert.That(
        JsonNode.Parse(_documents["openapi"])!["components"]!["schemas"]!.AsObject().Where(schema => schema.Value!["description"] is null).Select(schema => schema.Key), Is.Empty);

    private IEnumerable<(string Path, JsonObject Operation)> Operations() =>
        from path in JsonNode.Parse(_documents["openapi"])!["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select (path.Key, operation.Value!.AsObject());

    private static IEnumerable<string> Parameters(JsonObject operation, string where) =>
        (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == where).Select(parameter => (string)parameter!["name"]!);

    private static IEnumerable<string> Placeholders(string path) =>
        path.Split('/').Where(segment => segment.StartsWith('{')).Select(segment => segment.Trim('{', '}'));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(member => Objects(member.Value)).Prepend(o),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };

    private static JsonNode? Find(JsonNode document, string reference) =>
        reference[2..].Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name.Replace("~1", "/", StringComparison.Ordinal)]);
}
