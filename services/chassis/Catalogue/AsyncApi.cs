using System.Text.Json.Nodes;
using Pengcheng.Chassis.Messaging;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>The integration events that a service consumes, and what it takes from partners' own producers.</summary>
internal sealed record Consumed(IReadOnlyList<Type> Contracts, IReadOnlyList<CloudEventChannel> Foreign);

/// <summary>
/// A service's AsyncAPI 3.0 document, made from the contracts: what it sends, what it receives, and over which exchanges
/// and queues. It says what the bus does, so it changes together with <see cref="BusConfiguration"/>.
/// </summary>
internal static class AsyncApi
{
    private const string Bindings = "0.3.0";

    public static JsonObject Of(string service, Consumed consumed)
    {
        var sends = InOrder(IntegrationEvents.PublishedBy($"{service}-service"));
        var receives = InOrder(consumed.Contracts);
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
            ["channels"] = Members(
            [
                .. sends.Select(e => (e.Name, Exchange(e.Type, e.Name))), .. receives.Select(e => (e.Name, Queue(service, e.Type, e.Name))),
                .. consumed.Foreign.Select(foreign => (foreign.Exchange, foreign.Channel)),
            ]),
            ["operations"] = Members(
            [
                .. sends.Select(e => ($"send.{e.Name}", Send(e.Type, e.Name))), .. receives.Select(e => ($"receive.{e.Name}", Receive(e.Name, e.Name))),
                .. consumed.Foreign.Select(foreign => ($"receive.{foreign.Exchange}", Receive(foreign.Exchange, foreign.Type))),
            ]),
            ["components"] = new JsonObject
            {
                ["messages"] = Members([.. all.Select(e => (e.Name, Message(e.Type, e.Name))), .. consumed.Foreign.Select(foreign => (foreign.Type, foreign.Message))]),
                ["schemas"] = Members([.. all.Select(e => (e.Name, ContractSchemas.Of(e.Type))), .. consumed.Foreign.Select(foreign => (foreign.Data.Name, ContractSchemas.Of(foreign.Data)))]),
            },
        };
    }

    public static JsonObject QuorumQueue(string name, int deliveryLimit, string exchange) => new()
    {
        ["is"] = "queue",
        ["queue"] = new JsonObject
        {
            ["name"] = name,
            ["durable"] = true,
            ["exclusive"] = false,
            ["autoDelete"] = false,
            ["vhost"] = "/",
            ["x-queue-type"] = "quorum",
            ["x-delivery-limit"] = deliveryLimit,
            ["x-bound-to-exchange"] = exchange,
        },
        ["bindingVersion"] = Bindings,
    };

    private static List<(Type Type, string Name)> InOrder(IEnumerable<Type> contracts) =>
        [.. contracts.Select(type => (type, IntegrationEvents.NameOf(type))).OrderBy(e => e.Item2, StringComparer.Ordinal)];

    private static JsonObject Exchange(Type type, string name) => Channel(type, name, name, new JsonObject
    {
        ["is"] = "routingKey",
        ["exchange"] = new JsonObject { ["name"] = name, ["type"] = "fanout", ["durable"] = true, ["autoDelete"] = false, ["vhost"] = "/" },
        ["bindingVersion"] = Bindings,
    });

    private static JsonObject Queue(string service, Type type, string name) =>
        Channel(type, name, BusConfiguration.QueueOf(service, type), QuorumQueue(BusConfiguration.QueueOf(service, type), BusConfiguration.DeliveryLimit, name));

    private static JsonObject Channel(Type type, string name, string address, JsonObject amqp) => new()
    {
        ["address"] = address,
        ["description"] = XmlDocs.Of(type),
        ["messages"] = new JsonObject { [name] = Ref($"components/messages/{name}") },
        ["bindings"] = new JsonObject { ["amqp"] = amqp },
    };

    private static JsonObject Send(Type type, string name) => Operation("send", name, name, new JsonObject
    {
        // Persistent; mandatory where a consumer is known, so that an event without a queue is not lost but sent again.
        ["deliveryMode"] = 2,
        ["mandatory"] = IntegrationEvents.MustBeRouted(type),
        ["bindingVersion"] = Bindings,
    });

    private static JsonObject Receive(string channel, string message) => Operation("receive", channel, message, new JsonObject { ["ack"] = true, ["bindingVersion"] = Bindings });

    private static JsonObject Operation(string action, string channel, string message, JsonObject amqp) => new()
    {
        ["action"] = action,
        ["channel"] = Ref($"channels/{channel}"),
        ["messages"] = new JsonArray(Ref($"channels/{channel}/messages/{message}")),
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

    private static JsonObject Members<TValue>(IEnumerable<(string Name, TValue Value)> members) where TValue : JsonNode =>
        new(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));
}
