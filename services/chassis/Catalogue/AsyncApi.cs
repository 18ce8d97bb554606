using System.Text.Json.Nodes;
using Pengcheng.Chassis.Messaging;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>The integration events that a service consumes.</summary>
internal sealed record Consumed(IReadOnlyList<Type> Contracts);

/// <summary>
/// A service's AsyncAPI 3.0 document, made from the contracts: what it sends, what it receives, and over which exchanges
/// and queues. It says what the bus does, so it changes together with <see cref="BusConfiguration"/>.
/// </summary>
internal static class AsyncApi
{
    private const string Bindings = "0.3.0";

    public static JsonObject Of(string service, IReadOnlyList<Type> consumed)
    {
        var sends = IntegrationEvents.PublishedBy($"{service}-service").Select(type => (Type: type, Name: IntegrationEvents.NameOf(type))).OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
        var receives = consumed.Select(type => (Type: type, Name: IntegrationEvents.NameOf(type))).OrderBy(e => e.Name, StringComparer.Ordinal).ToList();
        var all = sends.Concat(receives).ToList();
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = $"Pengcheng {service}-service: events",
                ["version"] = "v1",
                ["description"] = "Events are delivered at least once and in any order; `messageId` is the event's id and the same in each delivery. "
                    + "Changes are additions only: skip members that you do not know. A breaking change is a new channel with the next version.",
            },
            ["defaultContentType"] = "application/vnd.masstransit+json",
            ["channels"] = Members([.. sends.Select(e => (e.Name, Exchange(e.Type, e.Name))), .. receives.Select(e => (e.Name, Queue(service, e.Type, e.Name)))]),
            ["operations"] = Members([.. sends.Select(e => ($"send.{e.Name}", Send(e.Type, e.Name))), .. receives.Select(e => ($"receive.{e.Name}", Receive(e.Name)))]),
            ["components"] = new JsonObject
            {
                ["messages"] = Members(all.Select(e => (e.Name, Message(e.Type, e.Name)))),
                ["schemas"] = Members(all.Select(e => (e.Name, ContractSchemas.Of(e.Type)))),
            },
        };
    }

    private static JsonObject Exchange(Type type, string name) => Channel(type, name, name, new JsonObject
    {
        ["is"] = "routingKey",
        ["exchange"] = new JsonObject { ["name"] = name, ["type"] = "fanout", ["durable"] = true, ["autoDelete"] = false, ["vhost"] = "/" },
        ["bindingVersion"] = Bindings,
    });

    private static JsonObject Queue(string service, Type type, string name) => Channel(type, name, BusConfiguration.QueueOf(service, type), new JsonObject
    {
        ["is"] = "queue",
        ["queue"] = new JsonObject
        {
            ["name"] = BusConfiguration.QueueOf(service, type), ["durable"] = true, ["exclusive"] = false, ["autoDelete"] = false, ["vhost"] = "/",
            ["x-queue-type"] = "quorum", ["x-delivery-limit"] = BusConfiguration.DeliveryLimit, ["x-bound-to-exchange"] = name,
        },
        ["bindingVersion"] = Bindings,
    });

    private static JsonObject Channel(Type type, string name, string address, JsonObject amqp) => new()
    {
        ["address"] = address,
        ["description"] = XmlDocs.Of(type),
        ["messages"] = new JsonObject { [name] = Ref($"components/messages/{name}") },
        ["bindings"] = new JsonObject { ["amqp"] = amqp },
    };

    private static JsonObject Send(Type type, string name) => Operation("send", name, new JsonObject
    {
        // Persistent; mandatory where a consumer is known, so that an event without a queue is not lost but sent again.
        ["deliveryMode"] = 2, ["mandatory"] = IntegrationEvents.MustBeRouted(type), ["bindingVersion"] = Bindings,
    });

    private static JsonObject Receive(string name) => Operation("receive", name, new JsonObject { ["ack"] = true, ["bindingVersion"] = Bindings });

    private static JsonObject Operation(string action, string name, JsonObject amqp) => new()
    {
        ["action"] = action,
        ["channel"] = Ref($"channels/{name}"),
        ["messages"] = new JsonArray(Ref($"channels/{name}/messages/{name}")),
        ["bindings"] = new JsonObject { ["amqp"] = amqp },
    };

    // On the wire a contract is the member `message` of an envelope.
    private static JsonObject Message(Type type, string name) => new()
    {
        ["name"] = name,
        ["title"] = type.Name,
        ["summary"] = XmlDocs.Of(type),
        ["payload"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("messageId", "messageType", "message"),
            ["properties"] = new JsonObject
            {
                ["messageId"] = new JsonObject { ["type"] = "string", ["format"] = "uuid", ["description"] = "The event's id." },
                ["messageType"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["contains"] = new JsonObject { ["const"] = BusConfiguration.UrnOf(type) } },
                ["sentTime"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
                ["message"] = Ref($"components/schemas/{name}"),
            },
        },
    };

    private static JsonObject Ref(string path) => new() { ["$ref"] = $"#/{path}" };

    private static JsonObject Members(IEnumerable<(string Name, JsonNode Value)> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));

    private static JsonObject Members(IEnumerable<(string Name, JsonObject Value)> members) =>
        Members(members.Select(member => (member.Name, (JsonNode)member.Value)));
}
