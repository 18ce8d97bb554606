using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Storage;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Messaging;

/// <summary>MassTransit on RabbitMQ as the design's section 6 sets it.</summary>
internal static class BusConfiguration
{
    /// <summary>RabbitMQ 4 has this limit by default and 3 has none: the same everywhere.</summary>
    public const int DeliveryLimit = 20;

    /// <summary>The queue in which a service receives a contract.</summary>
    public static string QueueOf(string service, Type message) => $"{service}.{IntegrationEvents.NameOf(message)}";

    /// <summary>By what a consumer knows a contract in the envelope's <c>messageType</c>.</summary>
    public static string UrnOf(Type message) => MessageUrn.ForTypeString(message);

    public static void AddBus(IServiceCollection services, string service, string url, IReadOnlyList<Type> messages)
    {
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            // The service starts without a broker; readiness tells, and the outbox waits.
            host.WaitUntilStarted = false;
            host.StopTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var message in messages) bus.AddConsumer(typeof(InboxConsumer<>).MakeGenericType(message));
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(url), host =>
                {
                    host.PublisherConfirmation = true;
                    host.Heartbeat(TimeSpan.FromSeconds(10));
                    host.ConnectionName(service);
                });
                rabbit.ConfigureJsonSerializerOptions(options =>
                {
                    ContractJson.Configure(options, System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip);
                    // MassTransit's own default is for people who read along.
                    options.WriteIndented = false;
                    return options;
                });
                rabbit.MessageTopology.SetEntityNameFormatter(new WireNameFormatter());
                foreach (var message in messages) Endpoint(rabbit, context, service, message);
            });
        });
    }

    private static void Endpoint(IRabbitMqBusFactoryConfigurator rabbit, IBusRegistrationContext context, string service, Type message) =>
        rabbit.ReceiveEndpoint(QueueOf(service, message), endpoint =>
        {
            endpoint.SetQuorumQueue();
            endpoint.SetQueueArgument("x-delivery-limit", DeliveryLimit);
            endpoint.PrefetchCount = 64;
            endpoint.ConcurrentMessageLimit = 32;
            // While the store is away or a stream is contended a message waits where it is, however long that takes: it is not at fault.
            endpoint.UseMessageRetry(retry =>
            {
                retry.Exponential(int.MaxValue, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100));
                retry.Handle<Exception>(IsPassing);
            });
            endpoint.UseMessageRetry(retry =>
            {
                retry.Exponential(5, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(100));
                retry.Ignore<Exception>(IsPassing);
                // What can't be read now can't be read later: straight to the error queue.
                retry.Ignore<System.Text.Json.JsonException>();
                retry.Ignore<System.Runtime.Serialization.SerializationException>();
            });
            endpoint.ConfigureConsumer(context, typeof(InboxConsumer<>).MakeGenericType(message));
        });

    private static bool IsPassing(Exception failure) => PostgresFault.IsTransient(failure) || PostgresFault.IsLostRace(failure);

    private sealed class WireNameFormatter : IEntityNameFormatter
    {
        public string FormatEntityName<T>() => IntegrationEvents.All.FirstOrDefault(e => e.Type == typeof(T)).Name
            ?? typeof(T).FullName!.Replace('`', '-');
    }
}
