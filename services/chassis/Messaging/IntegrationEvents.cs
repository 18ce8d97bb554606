using System.Collections.Frozen;
using System.Reflection;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Messaging;

/// <summary>The contracts by wire name, and back.</summary>
public static class IntegrationEvents
{
    private static readonly FrozenDictionary<Type, IntegrationEventAttribute> ByType = typeof(IntegrationEventAttribute).Assembly.GetTypes()
        .Select(type => (type, attribute: type.GetCustomAttribute<IntegrationEventAttribute>()))
        .Where(pair => pair.attribute is not null)
        .ToFrozenDictionary(pair => pair.type, pair => pair.attribute!);

    private static readonly FrozenDictionary<string, Type> ByName = ByType.ToFrozenDictionary(pair => pair.Value.Name, pair => pair.Key);

    /// <summary>All contracts with their wire names.</summary>
    public static IEnumerable<(Type Type, string Name)> All => ByType.Select(pair => (pair.Key, pair.Value.Name));

    /// <summary>The contracts that a service publishes, e.g. those of <c>escrow-service</c>.</summary>
    public static IEnumerable<Type> PublishedBy(string service) => ByType.Where(pair => pair.Value.Publisher == service).Select(pair => pair.Key);

    /// <summary>The wire name of a contract.</summary>
    /// <exception cref="ArgumentException">The type is not a contract: it has no <see cref="IntegrationEventAttribute"/>.</exception>
    public static string NameOf(Type type) => ByType.TryGetValue(type, out var attribute)
        ? attribute.Name
        : throw new ArgumentException($"{type.Name} is not an integration event: it is not in the contracts, or has no [IntegrationEvent].", nameof(type));

    /// <summary>The service that publishes a contract.</summary>
    public static string PublisherOf(Type type) => ByType[type].Publisher;

    /// <summary>The contract of a wire name, or null.</summary>
    public static Type? TypeOf(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether some service is known to consume it, so that an unroutable publish has failed.</summary>
    public static bool MustBeRouted(Type type) => type.IsDefined(typeof(MustBeRoutedAttribute), false);
}
