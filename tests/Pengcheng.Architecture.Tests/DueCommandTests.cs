using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pengcheng.Chassis;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Testing;

namespace Pengcheng.Architecture.Tests;

/// <summary>A deadline whose command nobody handles would fail at the commit that sets it, or for ever after: every command that reactions make is registered.</summary>
public sealed class DueCommandTests
{
    [TestCaseSource(typeof(TestedService), nameof(TestedService.All))]
    public void Every_command_that_reactions_schedule_has_its_handler_registered(TestedService service) =>
        Assert.That(Scheduled(service).Except(Registered(service)), Is.Empty, "service.OnDue<…>(name) is missing");

    [TestCaseSource(typeof(TestedService), nameof(TestedService.All))]
    public void Every_handler_of_the_service_is_registered(TestedService service) => Assert.That(
        service.Assembly.GetTypes().SelectMany(Handled).Select(type => type.FullName).Except(Registered(service)), Is.Empty);

    [Test]
    public void Commands_that_reactions_schedule_are_found() => Assert.That(TestedService.All.Where(service => Scheduled(service).Any()).Select(service => service.Name), Has.Member("escrow"));

    private static IEnumerable<string> Scheduled(TestedService service) => MadeBy(service.Assembly, IsReactions);

    private static bool IsReactions(TypeDefinition type) =>
        type.Name.EndsWith("Reactions", StringComparison.Ordinal) || type.Interfaces.Any(of => of.InterfaceType.Name == typeof(IReactions<>).Name);

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

    // A service without due commands and without messages has no wiring.
    internal static HashSet<string?> Registered(TestedService tested)
    {
        var service = Service.Create("test", []);
        var wiring = tested.Assembly.GetType($"{tested.Project}.Wiring")?.GetMethod("AddWork");
        wiring?.Invoke(null, [.. wiring.GetParameters().Select(parameter => parameter.ParameterType == typeof(Service) ? service : DefaultOf(parameter.ParameterType))]);
        return [.. service.Services.Select(registration => registration.ServiceType).Where(IsHandler).Select(handler => handler.GetGenericArguments()[0].FullName)];
    }

    private static object DefaultOf(Type policy) => policy.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static IEnumerable<Type> Handled(Type type) => type.GetInterfaces().Where(IsHandler).Select(handler => handler.GetGenericArguments()[0]);

    private static bool IsHandler(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IHandle<>);
}
