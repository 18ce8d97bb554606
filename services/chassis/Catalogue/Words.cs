using System.Text.Json;
using System.Text.Json.Nodes;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>How a type of the wire is described to those who integrate, in OpenAPI and AsyncAPI alike.</summary>
internal static class Words
{
    /// <summary>A plain-string value by its name in both languages, an enum with what each word means, anything else by its summary.</summary>
    public static string? For(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var summary = XmlDocs.Of(type);
        if (PlainText.FormatOf(type) is { } format) return $"{char.ToUpperInvariant(format.English[0])}{format.English[1..]} ({format.Chinese}). {summary}".TrimEnd();
        if (!type.IsEnum) return summary;
        var meanings = Enum.GetNames(type).Select(name => $"- `{EnumWords.Of(name)}`: {XmlDocs.Of(type, name)}");
        return $"{summary}\n\n{string.Join('\n', meanings)}".Trim();
    }

    /// <summary>The words for a member of an object, or null.</summary>
    /// <param name="owner">The object's type.</param>
    /// <param name="jsonName">The member's name on the wire.</param>
    public static string? For(Type owner, string jsonName) =>
        owner.GetProperties().FirstOrDefault(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == jsonName) is { } found
            ? XmlDocs.Of(owner, found.Name)
            : null;

    /// <summary>The schema of a value that travels as a plain string, or as one of an enum's words.</summary>
    public static JsonObject? ValueSchema(Type type) =>
        PlainText.FormatOf(type) is { } format
            ? new JsonObject { ["type"] = "string", ["description"] = For(type), ["examples"] = new JsonArray(format.Example) }
        : type.IsEnum
            ? new JsonObject { ["enum"] = new JsonArray([.. EnumWords.All(type).Select(word => (JsonNode)word)]), ["type"] = "string", ["description"] = For(type) }
        : null;
}
