using System.Collections.Immutable;
using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Testing;

/// <summary>Some value of a type, always the same one: for tests that are about the type and not about the value.</summary>
public static class Example
{
    /// <summary>A value; lists are empty and records are made of examples.</summary>
    /// <exception cref="NotSupportedException">A type that no event or contract has had so far.</exception>
    public static object Of(Type type, string name = "example")
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type.GetProperty("Format")?.GetValue(null) is TextFormat format => JsonSerializer.Deserialize($"\"{format.Example}\"", type, ContractJson.Events)!,
            _ when type == typeof(string) => name,
            _ when type == typeof(Guid) => new Guid("01956f3c-0000-7000-8000-000000000001"),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2025, 3, 7, 10, 30, 0, TimeSpan.FromHours(8)),
            _ when type == typeof(DateOnly) => new DateOnly(2025, 3, 7),
            _ when type == typeof(byte[]) => new byte[] { 1 },
            _ when type.IsEnum => Enum.GetValues(type).GetValue(0)!,
            _ when type.IsPrimitive => Activator.CreateInstance(type)!,
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableList<>) => type.GetField("Empty")!.GetValue(null)!,
            _ when type.GetConstructors() is [var constructor] => constructor.Invoke([.. constructor.GetParameters().Select(part => Of(part.ParameterType, part.Name!))]),
            _ => throw new NotSupportedException($"There is no example of {type.Name} yet."),
        };
    }
}
