using RabbitMQ.Client;

namespace Pengcheng.Chassis.Messaging;

/// <summary>
/// Messages that a handler refused to the end stand in the error queue of their endpoint (<c>{queue}_error</c>), complete with the
/// reason. Once the cause is mended they are put back; the inbox keeps one that had its effect from having it again.
/// </summary>
public sealed class DeadLetters
{
    private readonly ConnectionFactory _factory;
    private readonly IReadOnlyList<string> _endpoints;

    internal DeadLetters(ServiceSettings settings, IReadOnlyList<Type> messages)
    {
        _factory = new ConnectionFactory { Uri = new Uri(settings.RabbitMq), ClientProvidedName = $"{settings.Name} dead letters" };
        _endpoints = [.. messages.Select(message => BusConfiguration.QueueOf(settings.Name, message))];
    }

    /// <summary>How many messages an endpoint has given up on.</summary>
    public sealed record Count(string Endpoint, uint Messages);

    /// <summary>The error queues that are not empty.</summary>
    public async Task<IReadOnlyList<Count>> Read(CancellationToken cancel)
    {
        await using var connection = await _factory.CreateConnectionAsync(cancel);
        var counts = new List<Count>();
        foreach (var endpoint in _endpoints)
            if (await Waiting(connection, endpoint, cancel) is > 0 and var messages) counts.Add(new Count(endpoint, messages));
        return counts;
    }

    /// <summary>Puts all of them back on their endpoints. A message leaves the error queue only when the broker has confirmed it on the other.</summary>
    /// <returns>How many were put back.</returns>
    public async Task<int> Replay(CancellationToken cancel)
    {
        var replayed = 0;
        await using var connection = await _factory.CreateConnectionAsync(cancel);
        foreach (var endpoint in _endpoints)
        {
            // Not more than stand there now: one that fails again must not go round in circles.
            var waiting = await Waiting(connection, endpoint, cancel);
            if (waiting == 0) continue;
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel);
            for (; waiting > 0 && await channel.BasicGetAsync($"{endpoint}_error", autoAck: false, cancel) is { } letter; waiting--, replayed++)
            {
                await channel.BasicPublishAsync("", endpoint, mandatory: true, new BasicProperties(letter.BasicProperties), letter.Body, cancel);
                await channel.BasicAckAsync(letter.DeliveryTag, multiple: false, cancel);
            }
        }

        return replayed;
    }

    // Asking for a queue that does not exist closes the channel, so each question has its own. None yet means none waiting.
    private static async Task<uint> Waiting(IConnection connection, string endpoint, CancellationToken cancel)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            return await channel.MessageCountAsync($"{endpoint}_error", cancel);
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return 0;
        }
    }
}
