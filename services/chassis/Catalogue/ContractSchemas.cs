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
        var type = context.TypeInfo.Type;
        var described = Words.PlainTextSchema(type) ?? schema as JsonObject ?? new JsonObject();
        var words = context.PropertyInfo is { } member ? Words.For(member.DeclaringType, member.Name) : null;
        // The member's own words come first; the format's name is still worth having where there are none.
        if ((words ?? Words.For(type)) is { } description) described["description"] = description;
        return described;
    }
}
