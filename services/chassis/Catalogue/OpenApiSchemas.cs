using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>The schemas: plain-string values, words of enums, the code's own documentation, and nothing that only .NET has a name for.</summary>
internal static class OpenApiSchemas
{
    // Where the framework looks for what stands beside a $ref.
    private const string BesideReference = "x-ref-description", IsReference = "x-schema-id", OrNull = "x-is-nullable-property";

    public static void Configure(OpenApiOptions api)
    {
        var names = new ConcurrentDictionary<string, Type>();
        api.CreateSchemaReferenceId = info => NameOf(info) is { } name && Claim(names, name, info.Type) ? name : null;
        api.AddSchemaTransformer((schema, context, _) =>
        {
            Shape(schema, context.JsonTypeInfo, context.JsonPropertyInfo);
            Describe(schema, context.JsonTypeInfo.Type, context.JsonPropertyInfo);
            return Task.CompletedTask;
        });
    }

    /// <summary>What can be told only of the whole: answers grow, requests are strict.</summary>
    public static void Finish(OpenApiDocument document)
    {
        if (document.Components?.Schemas is not { } schemas) return;
        schemas.Remove("ProblemDetails");
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var body in document.Paths.Values.SelectMany(path => path.Operations is { } operations ? operations.Values.AsEnumerable() : []).SelectMany(operation => operation.RequestBody?.Content?.Values.AsEnumerable() ?? []))
            Reach(body.Schema, asked, schemas);
        foreach (var (name, schema) in schemas)
            if (!asked.Contains(name)) Open(schema);
    }

    private static void Open(IOpenApiSchema? schema)
    {
        if (schema is not OpenApiSchema own) return;
        own.AdditionalPropertiesAllowed = true;
        foreach (var part in PartsOf(own)) Open(part);
    }

    private static string? NameOf(JsonTypeInfo info) => (Nullable.GetUnderlyingType(info.Type) ?? info.Type) == typeof(JsonElement) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(info);

    // The framework would let the first of two namesakes stand for both.
    private static bool Claim(ConcurrentDictionary<string, Type> names, string name, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var holder = names.GetOrAdd(name, type);
        return holder == type ? true : throw new InvalidOperationException($"{holder.FullName} and {type.FullName} would both be the schema {name}: rename one.");
    }

    private static void Shape(OpenApiSchema schema, JsonTypeInfo info, JsonPropertyInfo? member)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (PlainText.FormatOf(type) is { } format)
        {
            schema.Type = member is { IsGetNullable: true } ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
            schema.Properties?.Clear();
            schema.Examples = [format.Example];
        }

        if (!type.IsEnum) return;
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. EnumWords.All(type).Select(word => (JsonNode)word)];
        if (member is null) return;
        // The exporter forgets whose schema it is when a member has a default.
        schema.Default = null;
        schema.Metadata ??= new Dictionary<string, object>();
        schema.Metadata[IsReference] = NameOf(info)!;
        if (member.IsGetNullable) schema.Metadata[OrNull] = true;
    }

    private static void Describe(OpenApiSchema schema, Type type, JsonPropertyInfo? member)
    {
        if (Words.For(type) is { } words) schema.Description = words;
        if (member is null || Words.For(member.DeclaringType, member.Name) is not { } own) return;
        if (schema.Metadata?.TryGetValue(IsReference, out var id) == true && id is string { Length: > 0 })
            schema.Metadata[BesideReference] = own;
        else
            schema.Description = own;
    }

    private static void Reach(IOpenApiSchema? schema, HashSet<string> reached, IDictionary<string, IOpenApiSchema> all)
    {
        if (schema is null) return;
        if (schema is OpenApiSchemaReference { Reference.Id: { } id })
        {
            if (reached.Add(id)) Reach(all[id], reached, all);
            return;
        }

        foreach (var part in PartsOf(schema)) Reach(part, reached, all);
    }

    private static IEnumerable<IOpenApiSchema?> PartsOf(IOpenApiSchema schema) =>
        [schema.Items, schema.AdditionalProperties, .. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.AllOf ?? []];
}
