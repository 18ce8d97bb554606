using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Chassis.Catalogue;
using Pengcheng.Chassis.Deadlines;

namespace Pengcheng.Chassis.Messaging;

/// <summary>Everything that goes out or comes due.</summary>
internal static class MessagingSetup
{
    public static void Add(IServiceCollection services, ServiceSettings settings, IReadOnlyList<Type> messages, IReadOnlyList<CloudEventChannel> foreign)
    {
        BusConfiguration.AddBus(services, settings.Name, settings.RabbitMq, messages);
        services.AddSingleton(new Consumed(messages, foreign));
        services.AddSingleton(new DeadLetters(settings, messages));
        services.AddSingleton<OutboxFaults>();
        services.AddSingleton<Publisher>();
        services.AddSingleton(provider => new OutboxDispatcher(
            provider.GetRequiredService<Publisher>(), provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<OutboxFaults>(), provider.GetRequiredService<ILogger<OutboxDispatcher>>()));
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddHostedService<OutboxSweep>();
        services.AddSingleton<ReplicaPresence>();
        services.AddHostedService(provider => provider.GetRequiredService<ReplicaPresence>());
        services.AddHostedService<DeadlineWorker>();
    }
}
