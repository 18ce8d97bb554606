using System.Collections.Concurrent;
using System.Diagnostics;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Worlds;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Pengcheng.Bench.Floors;

/// <summary>What RabbitMQ needs alone: durable messages into a quorum queue, each confirmed, by RabbitMQ.Client and nothing else.</summary>
public sealed class BrokerFloor : IAsyncDisposable
{
    private const string Queue = "bench-floor";
    private static readonly BasicProperties Durable = new() { Persistent = true };
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);

    private readonly IConnection _connection;
    private readonly IChannel _publisher;
    private readonly byte[] _body;

    private BrokerFloor(IConnection connection, IChannel publisher, byte[] body) => (_connection, _publisher, _body) = (connection, publisher, body);

    /// <summary>Connects, with messages of this size.</summary>
    public static async Task<BrokerFloor> Open(World world, int bytes, CancellationToken stop)
    {
        var connection = await new ConnectionFactory { Uri = world.Broker, ConsumerDispatchConcurrency = 1 }.CreateConnectionAsync(stop);
        var publisher = await connection.CreateChannelAsync(Confirmed, stop);
        await publisher.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: stop);
        return new BrokerFloor(connection, publisher, new byte[bytes]);
    }

    /// <summary>Confirmed messages a second, with as many under way as the load has connections.</summary>
    public async Task<double> PerSecond(TimeSpan measured, CancellationToken stop)
    {
        var (count, begun) = (0L, Stopwatch.GetTimestamp());
        async Task Publish()
        {
            while (Stopwatch.GetElapsedTime(begun) < measured)
            {
                await Send(_body, stop);
                Interlocked.Increment(ref count);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, ClosedLoop.Connections).Select(_ => Publish()));
        var rate = count / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await _publisher.QueuePurgeAsync(Queue, stop);
        return rate;
    }

    /// <summary>From publishing to delivery, at so many messages a second.</summary>
    public async Task<Latencies> Delivery(double perSecond, TimeSpan measured, CancellationToken stop)
    {
        var (latencies, sends) = (new Latencies(), new ConcurrentBag<Task>());
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: stop);
        var consumer = new AsyncEventingBasicConsumer(channel);
        var (received, sent) = (0L, 0L);
        consumer.ReceivedAsync += async (_, message) =>
        {
            latencies.Add((Stopwatch.GetTimestamp() - BitConverter.ToInt64(message.Body.Span)) * 1_000_000 / Stopwatch.Frequency);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            Interlocked.Increment(ref received);
        };
        await channel.BasicQosAsync(0, 64, global: false, stop);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop);
        await Metronome.Beat(perSecond, measured, due =>
        {
            var body = _body.ToArray();
            BitConverter.TryWriteBytes(body, due);
            sent++;
            sends.Add(Task.Run(() => Send(body, stop).AsTask(), stop));
        }, stop);
        await Task.WhenAll(sends);
        await Sql.Until(() => Task.FromResult(Interlocked.Read(ref received) == sent), "every message of the floor has been delivered", stop);
        return latencies;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _publisher.QueueDeleteAsync(Queue);
        await _publisher.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private ValueTask Send(byte[] body, CancellationToken stop) => _publisher.BasicPublishAsync("", Queue, mandatory: false, Durable, body, stop);
}
