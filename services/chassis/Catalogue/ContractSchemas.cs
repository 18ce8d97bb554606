using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
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
        var described = Words.ValueSchema(type) ?? schema as JsonObject ?? [];
        if (Words.For(type) is { } words) described["description"] = words;
        // Members are described from here: the exporter forgets whose schema it is when a member has a default.
        if (described["properties"] is JsonObject members)
            foreach (var member in context.TypeInfo.Properties)
                members[member.Name] = Member(member, members[member.Name]!.AsObject());
        return described;
    }

    private static JsonObject Member(JsonPropertyInfo member, JsonObject schema)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        var described = Words.ValueSchema(type) ?? schema.DeepClone().AsObject();
        if (member.IsGetNullable)
        {
            if (described["type"] is JsonValue only) described["type"] = new JsonArray(only.DeepClone(), "null");
            if (type.IsEnum) described["enum"]!.AsArray().Add(null);
        }

        if (Words.For(member.DeclaringType, member.Name) is { } own)
            described["description"] = described["description"] is { } general ? $"{own}\n\n{general}" : own;
        return described;
    }
}
