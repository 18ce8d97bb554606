using Pengcheng.Chassis;
using Pengcheng.Chassis.Catalogue;
using Pengcheng.Registry.Notices;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Pengcheng.Registry.Doors;

/// <summary>
/// The AMQP door: the registry's own producer, which is not MassTransit, publishes CloudEvents to <c>registry.notices</c>.
/// A message is acknowledged after it is committed, as accepted or as refused; when the store is away it goes back to the queue.
/// </summary>
public sealed class AmqpDoor(NoticeDesk desk, ServiceSettings settings, ILogger<AmqpDoor> log) : BackgroundService
{
    /// <summary>The exchange that the registry publishes to; both sides declare it.</summary>
    public const string Exchange = "registry.notices";

    /// <summary>The queue that all replicas share.</summary>
    public const string Queue = "registry-service.notices";

    // RabbitMQ 4 drops a message after 20 deliveries by default. At one a second, this outlasts any outage of the store.
    private const int DeliveryLimit = 1_000_000;

    /// <summary>The door as the AsyncAPI document shows it.</summary>
    public static readonly CloudEventChannel Channel = new(
        Exchange, Queue, DeliveryLimit, CloudEvent.Type, typeof(NoticeBody),
        "Publish to the topic exchange `registry.notices` with the notice's kind as routing key. What is acknowledged is committed; a refused notice is kept, and told to the registry by people.",
        ("keyid", "Under which of the registry's keys."),
        ("signature", "`sm2,` and the signature, DER in base64, over `{id}.{time in Unix seconds}.{data exactly as written}`; several, separated by spaces, during a change of keys."));

    private static readonly Dictionary<string, object?> QueueArguments = new() { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = DeliveryLimit };

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // No automatic recovery: it does not bring back a channel that the broker closed, or a consumer that it cancelled. This loop does.
        var factory = new ConnectionFactory
        {
            Uri = new Uri(settings.RabbitMq),
            ClientProvidedName = "registry-service notices",
            AutomaticRecoveryEnabled = false,
            ConsumerDispatchConcurrency = 8,
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await factory.CreateConnectionAsync(stoppingToken);
                var reason = await Consume(connection, stoppingToken);
                log.LogWarning("The notices' queue was lost and is opened again: {Reason}", reason);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The notices' queue cannot be reached: {Reason}", failure.Message);
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Consumes until the broker ends it, and returns why.</summary>
    private async Task<string> Consume(IConnection connection, CancellationToken stop)
    {
        var ended = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        channel.ChannelShutdownAsync += (_, why) => Task.FromResult(ended.TrySetResult(why.ReplyText));
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: stop);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false, QueueArguments, cancellationToken: stop);
        await channel.QueueBindAsync(Queue, Exchange, "#", cancellationToken: stop);
        await channel.BasicQosAsync(0, 64, false, stop);

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => Take(channel, message, stop);
        consumer.UnregisteredAsync += (_, _) => Task.FromResult(ended.TrySetResult("the consumer was cancelled"));
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop);
        return await ended.Task.WaitAsync(stop);
    }

    private async Task Take(IChannel channel, BasicDeliverEventArgs message, CancellationToken stop)
    {
        try
        {
            // The body's memory is the client's, and only until the first await.
            var raw = CloudEvent.Read(message.Body.ToArray());
            var receipt = await desk.Take(raw);
            if (receipt.Refusal is { } refusal) log.LogWarning("Notice {NoticeId} over AMQP refused: {Refusal}", raw.NoticeId, refusal);
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, stop);
        }
        catch (AlreadyClosedException)
        {
            log.LogInformation("A notice was stored, but the channel closed before it was acknowledged; it will come again and change nothing");
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(failure, "A notice could not be stored; it goes back to the queue");
            await Task.Delay(Pause, CancellationToken.None);
            if (channel.IsOpen) await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
        }
    }
}
