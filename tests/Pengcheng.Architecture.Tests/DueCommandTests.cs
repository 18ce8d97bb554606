using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pengcheng.Chassis;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Escrow;

namespace Pengcheng.Architecture.Tests;

/// <summary>A deadline whose command nobody handles would fail at the commit that sets it, or for ever after: every command that reactions make is registered.</summary>
public sealed class DueCommandTests
{
    private static readonly Assembly Escrow = typeof(EscrowPolicy).Assembly;

    [Test]
    public void Every_command_that_reactions_schedule_has_its_handler_registered()
    {
        var scheduled = MadeBy(type => type.Name.EndsWith("Reactions", StringComparison.Ordinal)).ToList();
        Assert.That(scheduled, Is.Not.Empty);
        Assert.That(scheduled.Except(Registered()), Is.Empty, "service.OnDue<…>(name) is missing");
    }

    [Test]
    public void Every_handler_of_the_service_is_registered() => Assert.That(
        Escrow.GetTypes().SelectMany(Handled).Select(type => type.FullName).Except(Registered()), Is.Empty);

    // Of the service's own types: contracts are published, not scheduled.
    private static IEnumerable<string> MadeBy(Func<TypeDefinition, bool> makers)
    {
        using var module = ModuleDefinition.ReadModule(Escrow.Location);
        return [.. module.Types.Where(makers).SelectMany(WithNested).SelectMany(type => type.Methods).Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions).Where(instruction => instruction.OpCode == OpCodes.Newobj)
            .Select(instruction => ((MethodReference)instruction.Operand).DeclaringType)
            .Where(type => type.Scope == module && !type.IsNested && !type.IsGenericInstance && !type.Name.StartsWith('<'))
            .Select(type => type.FullName).Distinct()];
    }

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private static HashSet<string?> Registered()
    {
        var service = Service.Create("escrow", []);
        Escrow.GetType("Pengcheng.Escrow.Wiring", throwOnError: true)!.GetMethod("AddWork")!.Invoke(null, [service, EscrowPolicy.Default]);
        return [.. service.Services.Select(registration => registration.ServiceType).Where(IsHandler).Select(handler => handler.GetGenericArguments()[0].FullName)];
    }

    private static IEnumerable<Type> Handled(Type type) => type.GetInterfaces().Where(IsHandler).Select(handler => handler.GetGenericArguments()[0]);

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>);
}
