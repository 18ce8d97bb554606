using System.Diagnostics;
using MassTransit;

namespace Pengcheng.Chassis.Messaging;

/// <summary>Publishes one message and returns when the broker has confirmed it.</summary>
internal sealed class Publisher(IBus bus)
{
    private static readonly TimeSpan ConfirmWithin = TimeSpan.FromSeconds(15);

    /// <exception cref="Exception">Anything: the broker is down, has refused, or has no queue for it. The row stays and is sent again.</exception>
    public async Task Publish(OutboxRow row, CancellationToken cancel)
    {
        using var activity = Telemetry.Source.StartActivity($"outbox {row.Type}", ActivityKind.Producer, row.TraceParent);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        within.CancelAfter(ConfirmWithin);
        await bus.Publish(row.Message, row.Message.GetType(), context =>
        {
            context.MessageId = row.MessageId;
            // A fan-out exchange without a queue drops what it gets. Where a consumer is known, that is a failure.
            if (IntegrationEvents.MustBeRouted(row.Message.GetType()) && context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                rabbit.Mandatory = true;
        }, within.Token);
    }
}
