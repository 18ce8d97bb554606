using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>The JSON Schema of a contract, by the very options that it is written and read with.</summary>
internal static class ContractSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe };

    public static JsonNode Of(Type contract) => ContractJson.Events.GetJsonSchemaAsNode(contract, Options);

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var text = Words.PlainTextSchema(type);
        var described = text ?? schema as JsonObject ?? new JsonObject();
        if (text is not null || type.IsEnum)
            described["type"] = context.PropertyInfo is { IsGetNullable: true } ? new JsonArray("string", "null") : "string";

        // A member's own words come first; what a format is called, and what an enum's words mean, is needed all the same.
        var own = context.PropertyInfo is { } member ? Words.For(member.DeclaringType, member.Name) : null;
        var words = string.Join(' ', [own ?? "", own is null || text is not null || type.IsEnum ? Words.For(type) ?? "" : ""]).Trim();
        if (words.Length > 0) described["description"] = words;
        return described;
    }
}
