using System.Reflection;
using System.Text.Json;
using JasperFx;
using JasperFx.Events;
using Marten;
using Marten.Events;
using Pengcheng.Chassis.Deciding;
using Weasel.Core;

namespace Pengcheng.Chassis.Storage;

/// <summary>Marten as the design's section 5 sets it: nothing is skipped, nothing is derived from CLR names.</summary>
internal static class StoreConfiguration
{
    public static void Apply(StoreOptions options, string schema, Assembly service, TimeProvider clock)
    {
        options.DatabaseSchemaName = schema;
        options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        options.DisableNpgsqlLogging = true;
        // What goes wrong inside a transaction cannot be tried again inside it: Commands begins anew, and nobody else does.
        options.ConfigurePolly(_ => { });
        options.ConfigureWritePolly(_ => { });
        options.UseSystemTextJsonForSerialization(
            new JsonSerializerOptions(Contracts.ContractJson.Events), EnumStorage.AsString, Casing.CamelCase);

        var events = options.Events;
        events.DatabaseSchemaName = schema;
        events.StreamIdentity = StreamIdentity.AsGuid;
        events.TimeProvider = clock;
        // "Server" is this process: an event carries the platform's time, not PostgreSQL's.
        events.AppendMode = EventAppendMode.QuickWithServerTimestamps;
        events.UseMandatoryStreamTypeDeclaration = true;
        events.UseExclusiveLockOnConcurrentAppends = true;
        events.UseArchivedStreamPartitioning = true;
        events.UseAdvisoryLockTransaction = true;
        events.MetadataConfig.CorrelationIdEnabled = true;
        events.MetadataConfig.CausationIdEnabled = true;
        events.MetadataConfig.HeadersEnabled = true;

        // The defaults skip what they cannot read, silently. A stopped projection is seen; a hole is not.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;

        foreach (var (type, name) in WireNames.In(service).Concat(WireNames.In(typeof(StoreConfiguration).Assembly)))
            events.MapEventType(type, name);
        foreach (var table in Tables.In(schema))
            options.Storage.ExtendedSchemaObjects.Add(table);
    }
}

/// <summary>The wire names that a service's events declare.</summary>
internal static class WireNames
{
    public static IEnumerable<(Type Type, string Name)> In(Assembly assembly) =>
        from type in assembly.GetTypes()
        let name = type.GetCustomAttribute<EventNameAttribute>()
        where name is not null
        select (type, name.Name);
}
