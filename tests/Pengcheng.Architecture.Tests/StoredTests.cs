using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Contracts;
using Pengcheng.Testing;

namespace Pengcheng.Architecture.Tests;

/// <summary>What is stored or told is what was said. What can be computed from it is not written beside it, for ever and once for each time.</summary>
public sealed class StoredTests
{
    private static IEnumerable<Type> Told =>
        TestedService.All.SelectMany(service => service.Assembly.GetTypes()).Where(type => type.IsDefined(typeof(EventNameAttribute)))
            .Concat(typeof(Money).Assembly.GetTypes().Where(type => type.IsDefined(typeof(IntegrationEventAttribute))));

    // What a stream schedules, whoever it is for: a due command is stored until it is done.
    private static IEnumerable<Type> Scheduled =>
        from service in TestedService.All
        from name in DueCommandTests.Registered(service)
        let type = name is null ? null : service.Assembly.GetType(name)
        where type is not null
        select type;

    [TestCaseSource(nameof(Told))]
    public void An_event_is_written_without_what_is_computed(Type type) => Assert.That(Computed(type, []), Is.Empty, "[JsonIgnore] is missing");

    [TestCaseSource(nameof(Scheduled))]
    public void A_due_command_is_written_without_what_is_computed(Type type) => Assert.That(Computed(type, []), Is.Empty, "[JsonIgnore] is missing");

    [Test]
    public void Due_commands_are_found() => Assert.That(Scheduled.Count(), Is.GreaterThan(10));

    // A member that no constructor takes and nobody can set is computed.
    private static IEnumerable<string> Computed(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return [];
        var json = ContractJson.Events.GetTypeInfo(type);
        return json.Kind switch
        {
            JsonTypeInfoKind.Object => [.. json.Properties.SelectMany(member =>
                (member is { AssociatedParameter: null, Set: null, Get: not null } ? [$"{type.Name}.{member.Name}"] : Array.Empty<string>()).Concat(Computed(member.PropertyType, seen)))],
            JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary when json.ElementType is { } element => Computed(element, seen),
            _ => [],
        };
    }
}
