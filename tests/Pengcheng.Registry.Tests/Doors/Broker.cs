using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Pengcheng.Registry.Doors;
using Pengcheng.Registry.Notices;
using Pengcheng.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>An integration event as it came out.</summary>
internal sealed record Published(string Exchange, Guid MessageId, JsonObject Message);

/// <summary>
/// The other two at the broker: the registration centre, which publishes CloudEvents with no MassTransit about it, and a service
/// that consumes all five events.
/// </summary>
internal sealed class Broker : IAsyncDisposable
{
    private const string Observer = "observer";

    private readonly ConcurrentQueue<Published> _events = [];
    private readonly ConcurrentDictionary<string, bool> _markers = [];
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private Broker(IConnection connection, IChannel channel) => (_connection, _channel) = (connection, channel);

    public static async Task<Broker> Connect(string url)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(url), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var broker = new Broker(connection, channel);
        await channel.ExchangeDeclareAsync(AmqpDoor.Exchange, ExchangeType.Topic, durable: true);
        await channel.QueueDeclareAsync(Observer, durable: true, exclusive: false, autoDelete: false);
        foreach (var (_, name, _) in Centre.Kinds)
        {
            await channel.ExchangeDeclareAsync(name, ExchangeType.Fanout, durable: true);
            await channel.QueueBindAsync(Observer, name, "");
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += broker.Observe;
        await channel.BasicConsumeAsync(Observer, autoAck: true, consumer);
        return broker;
    }

    public Task Push(RawNotice raw, bool base64 = false) => Push(Centre.CloudEvent(raw, base64));

    public async Task Push(byte[] message, string kind = "transfer-registered") => await _channel.BasicPublishAsync(
        AmqpDoor.Exchange, kind, mandatory: true,
        new BasicProperties { ContentType = "application/cloudevents+json", DeliveryMode = DeliveryModes.Persistent }, message);

    public async Task DeleteDoorsQueue() => await _channel.QueueDeleteAsync(AmqpDoor.Queue);

    /// <summary>Messages that wait in the door's queue.</summary>
    public async Task<uint> Waiting() => (await _channel.QueueDeclarePassiveAsync(AmqpDoor.Queue)).MessageCount;

    /// <summary>The events about a notice, each counted once however often it was delivered; waits for the first.</summary>
    public async Task<IReadOnlyList<Published>> EventsOf(string noticeId)
    {
        await Eventually.Holds(() => Of(noticeId).Count > 0, $"an event about {noticeId} is published");
        await Settle();
        return Of(noticeId);
    }

    /// <summary>Whatever has come about a notice so far.</summary>
    public IReadOnlyList<Published> Of(string noticeId) =>
        [.. _events.Where(e => (string?)e.Message["noticeId"] == noticeId).DistinctBy(e => e.MessageId)];

    /// <summary>Returns when all that was in the observer's queue before has been seen: a queue keeps its order.</summary>
    public async Task Settle()
    {
        var marker = Guid.NewGuid().ToString("N");
        await _channel.BasicPublishAsync("", Observer, mandatory: true, new BasicProperties { CorrelationId = marker }, ReadOnlyMemory<byte>.Empty);
        await Eventually.Holds(() => _markers.ContainsKey(marker), "the observer has seen all before the marker");
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private Task Observe(object sender, BasicDeliverEventArgs delivery)
    {
        if (delivery.BasicProperties.CorrelationId is { } marker && delivery.Exchange.Length == 0)
        {
            _markers[marker] = true;
            return Task.CompletedTask;
        }

        var envelope = JsonNode.Parse(delivery.Body.Span)!;
        _events.Enqueue(new Published(delivery.Exchange, (Guid)envelope["messageId"]!, envelope["message"]!.AsObject()));
        return Task.CompletedTask;
    }
}
