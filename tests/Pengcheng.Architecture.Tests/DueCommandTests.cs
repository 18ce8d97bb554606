using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pengcheng.Chassis;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Escrow;
using Pengcheng.Inspection;

namespace Pengcheng.Architecture.Tests;

/// <summary>A deadline whose command nobody handles would fail at the commit that sets it, or for ever after: every command that reactions make is registered.</summary>
public sealed class DueCommandTests
{
    private static readonly object[] Policies = [EscrowPolicy.Default, InspectionPolicy.Default];

    [TestCaseSource(nameof(Policies))]
    public void Every_command_that_reactions_schedule_has_its_handler_registered(object policy)
    {
        var scheduled = MadeBy(policy.GetType().Assembly, type => type.Name.EndsWith("Reactions", StringComparison.Ordinal)).ToList();
        Assert.That(scheduled, Is.Not.Empty);
        Assert.That(scheduled.Except(Registered(policy)), Is.Empty, "service.OnDue<…>(name) is missing");
    }

    [TestCaseSource(nameof(Policies))]
    public void Every_handler_of_the_service_is_registered(object policy) => Assert.That(
        policy.GetType().Assembly.GetTypes().SelectMany(Handled).Select(type => type.FullName).Except(Registered(policy)), Is.Empty);

    // Of the service's own types: contracts are published, not scheduled.
    private static IEnumerable<string> MadeBy(Assembly service, Func<TypeDefinition, bool> makers)
    {
        using var module = ModuleDefinition.ReadModule(service.Location);
        return [.. module.Types.Where(makers).SelectMany(WithNested).SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions).Where(instruction => instruction.OpCode == OpCodes.Newobj)
            .Select(instruction => ((MethodReference)instruction.Operand).DeclaringType)
            .Where(type => type.Scope == module && !type.IsNested && !type.IsGenericInstance && !type.Name.StartsWith('<'))
            .Select(type => type.Resolve()).Distinct().Where(type => IsDecided(type) || !IsPart(module, type)).Select(type => type.FullName)];
    }

    private static bool IsDecided(TypeDefinition type) => type.Methods.Any(method => method is { Name: "Decide", IsStatic: true });

    // What another record is made of is a value, and nobody schedules it.
    private static bool IsPart(ModuleDefinition module, TypeDefinition type) => module.Types
        .SelectMany(other => other.Methods).Where(method => method.IsConstructor).SelectMany(method => method.Parameters)
        .Any(parameter => Names(parameter.ParameterType).Contains(type.FullName));

    private static IEnumerable<string> Names(TypeReference type) =>
        type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Names) : [type.FullName];

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static HashSet<string?> Registered(object policy)
    {
        var service = Service.Create("test", []);
        policy.GetType().Assembly.GetType($"{policy.GetType().Namespace}.Wiring", throwOnError: true)!.GetMethod("AddWork")!.Invoke(null, [service, policy]);
        return [.. service.Services.Select(registration => registration.ServiceType).Where(IsHandler).Select(handler => handler.GetGenericArguments()[0].FullName)];
    }

    private static IEnumerable<Type> Handled(Type type) => type.GetInterfaces().Where(IsHandler).Select(handler => handler.GetGenericArguments()[0]);

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>);
}
