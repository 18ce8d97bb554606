using System.Reflection;

namespace Pengcheng.Chassis.Errors;

/// <summary>All errors that a service may answer, by code; served at <c>/errors</c> and shown in the gateway's docs.</summary>
public sealed class ErrorRegistry
{
    private ErrorRegistry(IReadOnlyDictionary<string, Error> byCode) => ByCode = byCode;

    /// <summary>The entries, in order of their codes.</summary>
    public IReadOnlyDictionary<string, Error> ByCode { get; }

    /// <summary>The static <see cref="Error"/> fields of these types.</summary>
    /// <exception cref="ArgumentException">Two entries share a code.</exception>
    public static ErrorRegistry Of(IEnumerable<Type> types) => new(new SortedDictionary<string, Error>(
        types.SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(Error))
            .Select(field => (Error)field.GetValue(null)!)
            .ToDictionary(error => error.Code), StringComparer.Ordinal));
}
