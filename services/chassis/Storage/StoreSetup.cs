using System.Reflection;
using JasperFx.Events.Daemon;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Chassis.Commands;

namespace Pengcheng.Chassis.Storage;

/// <summary>The service's own database: one data source for Marten and for the chassis's statements.</summary>
internal static class StoreSetup
{
    public static void Add(IServiceCollection services, ServiceSettings settings, Assembly assembly, IReadOnlyList<Action<StoreOptions>> configure)
    {
        services.AddSingleton(provider =>
        {
            var source = new NpgsqlDataSourceBuilder(ConnectionString(settings));
            source.UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>());
            return source.Build();
        });
        services.AddSingleton<NaturalKeys>();
        services.AddSingleton(provider => new GroupCommit(provider.GetRequiredService<IDocumentStore>(), provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddMarten(provider =>
        {
            var options = new StoreOptions();
            StoreConfiguration.Apply(options, settings.Name, assembly, provider.GetRequiredService<TimeProvider>());
            options.OpenTelemetry.TrackConnections = JasperFx.OpenTelemetry.TrackLevel.Normal;
            options.Storage.ExtendedSchemaObjects.AddRange(provider.GetServices<IRows>().SelectMany(rows => rows.Tables).Distinct().Select(table => table.In(settings.Name)));
            foreach (var more in configure) more(options);
            return options;
        }).UseLightweightSessions().UseNpgsqlDataSource().ApplyAllDatabaseChangesOnStartup().AddAsyncDaemon(DaemonMode.HotCold);
        services.AddHostedService<Retention>();
    }

    private static string ConnectionString(ServiceSettings settings)
    {
        var connection = new NpgsqlConnectionStringBuilder(settings.Postgres)
        {
            SearchPath = settings.Name,
            ApplicationName = $"{settings.Name}-service",
            // Together they save a quarter of a command's cost; sessions must then leave no state behind, and ours leave none.
            NoResetOnClose = true,
            MaxAutoPrepare = 100,
        };
        return connection.ConnectionString;
    }
}
