using Pengcheng.Chassis;
using Pengcheng.Registry.Notices;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Pengcheng.Registry.Doors;

/// <summary>
/// The AMQP door: the registry's own producer, which is not MassTransit, publishes CloudEvents to <c>registry.notices</c>.
/// A message is acknowledged after it is committed, as accepted or as refused; when the store is away it goes back to the queue.
/// </summary>
public sealed class AmqpDoor(NoticeDesk desk, ServiceSettings settings, ILogger<AmqpDoor> log) : BackgroundService
{
    /// <summary>The exchange that the registry publishes to; both sides declare it.</summary>
    public const string Exchange = "registry.notices";

    private const string Queue = "registry-service.notices";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = new Uri(settings.RabbitMq), ClientProvidedName = "registry-service notices",
            AutomaticRecoveryEnabled = true, NetworkRecoveryInterval = Pause, ConsumerDispatchConcurrency = 8,
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await factory.CreateConnectionAsync(stoppingToken);
                await Consume(connection, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The notices' queue cannot be reached: {Reason}", failure.Message);
                await Task.Delay(Pause, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Consume(IConnection connection, CancellationToken stop)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, cancellationToken: stop);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false,
            arguments: new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: stop);
        await channel.QueueBindAsync(Queue, Exchange, "#", cancellationToken: stop);
        await channel.BasicQosAsync(0, 64, false, stop);

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => Take(channel, message, stop);
        await channel.BasicConsumeAsync(Queue, autoAck: false, consumer, stop);
        await Task.Delay(Timeout.Infinite, stop);
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
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogWarning(failure, "A notice could not be stored; it goes back to the queue");
            await Task.Delay(Pause, CancellationToken.None);
            if (channel.IsOpen) await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
        }
    }
}
