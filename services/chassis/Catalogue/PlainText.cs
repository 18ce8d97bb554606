using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>The format of a contract value that travels as a plain string.</summary>
internal static class PlainText
{
    public static TextFormat? FormatOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var isPlain = type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IPlainText<>));
        return isPlain ? type.GetProperty("Format")?.GetValue(null) as TextFormat : null;
    }
}
