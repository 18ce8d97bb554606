using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Contracts;
using Pengcheng.Testing;

namespace Pengcheng.Architecture.Tests;

/// <summary>Events are facts: they cannot be changed, their names are for ever, and every state knows its own.</summary>
public sealed partial class EventTests
{
    private static readonly Assembly[] Services = [.. TestedService.All.Select(service => service.Assembly)];

    private static IEnumerable<Type> Domain => Services.SelectMany(service => service.GetTypes()).Where(type => type.IsDefined(typeof(EventNameAttribute)));

    private static IEnumerable<Type> Integration => typeof(Money).Assembly.GetTypes().Where(type => type.IsDefined(typeof(IntegrationEventAttribute)));

    private static IEnumerable<Type> All => Domain.Concat(Integration);

    private static IEnumerable<TestCaseData> OfEachStream =>
        from service in Services
        let states = service.GetTypes().Where(IsState).ToArray()
        from @event in service.GetTypes()
        where @event.IsDefined(typeof(EventNameAttribute))
        select new TestCaseData(@event, states).SetArgDisplayNames(@event.Name);

    [TestCaseSource(nameof(All))]
    public void An_event_is_a_sealed_record_that_cannot_be_changed(Type type)
    {
        Assert.That(type.IsSealed && type.GetMethod("<Clone>$") is not null, "not a sealed record");
        Assert.That(type.GetProperties().Where(IsSettable).Select(member => member.Name), Is.Empty);
    }

    [TestCaseSource(nameof(All))]
    public void A_wire_name_says_service_fact_and_version(Type type)
    {
        Assert.That(NameOf(type), Does.Match(WireName()));
        Assert.That(NameOf(type).Split('.')[0], Is.EqualTo(type.Namespace!.Split('.')[type.Assembly == typeof(Money).Assembly ? 2 : 1].ToLowerInvariant()));
    }

    [Test]
    public void Wire_names_are_unique() => Assert.Multiple(() =>
    {
        Assert.That(Domain.Select(NameOf), Is.Unique.And.Not.Empty);
        Assert.That(Integration.Select(NameOf), Is.Unique.And.Not.Empty);
    });

    [TestCaseSource(nameof(OfEachStream))]
    public void Some_state_of_the_service_has_an_arm_for_the_event(Type @event, Type[] states) =>
        Assert.That(states.Where(state => Knows(state, Example.Of(@event))), Is.Not.Empty);

    [TestCaseSource(nameof(States))]
    public void A_state_refuses_an_event_that_is_not_its_own(Type state) => Assert.That(Knows(state, new object()), Is.False);

    private static IEnumerable<Type> States => Services.SelectMany(service => service.GetTypes()).Where(IsState);

    private static bool IsState(Type type) => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IState<>));

    // As the first event of a stream, or after one that may begin it. What an arm makes of example values is its own
    // affair here: only a missing arm, in the state or in a part of it, is a defect.
    private static bool Knows(Type state, object @event)
    {
        var evolve = state.GetMethod(nameof(IState<>.Evolve), [state, typeof(object)])!;
        var firsts = state.Assembly.GetTypes().Where(type => type.IsDefined(typeof(EventNameAttribute)))
            .Select(type => Try(evolve, null, Example.Of(type))).Where(begun => begun is not null and not Exception).Take(1);
        return firsts.Prepend(null).Any(begun => Try(evolve, begun, @event) is not UnknownEventException);
    }

    private static object? Try(MethodInfo evolve, object? state, object @event)
    {
        try
        {
            return evolve.Invoke(null, [state, @event]);
        }
        catch (TargetInvocationException thrown)
        {
            return thrown.InnerException;
        }
    }

    private static bool IsSettable(PropertyInfo member) =>
        member.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string NameOf(Type type) =>
        type.GetCustomAttribute<EventNameAttribute>()?.Name ?? type.GetCustomAttribute<IntegrationEventAttribute>()!.Name;

    [GeneratedRegex(@"^[a-z]+\.[a-z]+(-[a-z]+)*\.v[1-9][0-9]*$")]
    private static partial Regex WireName();
}
