using MassTransit;
using Pengcheng.Chassis.Commands;

namespace Pengcheng.Chassis.Messaging;

/// <summary>The one place that sees MassTransit's context: hands the message with its id to the service's handler.</summary>
internal sealed class InboxConsumer<TMessage>(IHandle<TMessage> handler) : IConsumer<TMessage> where TMessage : class
{
    public Task Consume(ConsumeContext<TMessage> context)
    {
        var id = context.MessageId ?? throw new InvalidOperationException($"A {typeof(TMessage).Name} came without a message id.");
        var endpoint = context.ReceiveContext.InputAddress.AbsolutePath.Split('/')[^1];
        return handler.Handle(context.Message, new Trigger.Message(IntegrationEvents.PublisherOf(typeof(TMessage)), endpoint, id), context.CancellationToken);
    }
}
