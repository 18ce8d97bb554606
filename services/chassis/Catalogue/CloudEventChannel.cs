using System.Text.Json.Nodes;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>A queue in which a partner's own producer, which knows nothing of our bus, delivers CloudEvents in structured JSON.</summary>
/// <param name="Exchange">The topic exchange that the partner publishes to.</param>
/// <param name="Queue">The service's queue behind it.</param>
/// <param name="DeliveryLimit">After how many deliveries the broker gives a message up.</param>
/// <param name="Type">The CloudEvents <c>type</c>.</param>
/// <param name="Data">What <c>data</c> is.</param>
/// <param name="Description">What the partner has to know.</param>
/// <param name="Extensions">Further attributes that are needed, and what they mean.</param>
public sealed record CloudEventChannel(
    string Exchange, string Queue, int DeliveryLimit, string Type, Type Data, string Description, params IReadOnlyList<(string Name, string Meaning)> Extensions)
{
    internal JsonObject Channel => new()
    {
        ["address"] = Queue,
        ["description"] = Description,
        ["messages"] = new JsonObject { [Type] = new JsonObject { ["$ref"] = $"#/components/messages/{Type}" } },
        ["bindings"] = new JsonObject { ["amqp"] = AsyncApi.QuorumQueue(Queue, DeliveryLimit, Exchange) },
    };

    internal JsonObject Message => new()
    {
        ["name"] = Type,
        ["title"] = Data.Name,
        ["summary"] = XmlDocs.Of(Data),
        ["contentType"] = "application/cloudevents+json",
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. Properties().Select(property => (JsonNode)property.Name)]),
            ["properties"] = new JsonObject(Properties().Select(property => KeyValuePair.Create(property.Name, (JsonNode?)property.Schema))),
        },
    };

    private IEnumerable<(string Name, JsonNode Schema)> Properties() =>
    [
        ("specversion", new JsonObject { ["const"] = "1.0" }),
        ("id", new JsonObject { ["type"] = "string", ["description"] = "The same in each delivery." }),
        ("source", new JsonObject { ["type"] = "string", ["format"] = "uri-reference" }),
        ("type", new JsonObject { ["const"] = Type }),
        ("time", new JsonObject { ["type"] = "string", ["format"] = "date-time" }),
        ("data", new JsonObject { ["$ref"] = $"#/components/schemas/{Data.Name}" }),
        .. Extensions.Select(extension => (extension.Name, (JsonNode)new JsonObject { ["type"] = "string", ["description"] = extension.Meaning })),
    ];
}
