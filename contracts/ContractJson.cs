using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Pengcheng.Contracts;

/// <summary>
/// The one way in which the platform writes and reads JSON: camelCase, enums as one kebab-case word, no numbers in
/// strings, no missing or null members where the type says that there is a value, no null among a list's, no duplicate members.
/// </summary>
public static class ContractJson
{
    /// <summary>For requests from outside: a member that is not known is refused, since it is a misspelt one.</summary>
    public static JsonSerializerOptions Requests { get; } = Frozen(JsonUnmappedMemberHandling.Disallow);

    /// <summary>For events and partners' answers: a member that is not known is a later addition and is skipped.</summary>
    public static JsonSerializerOptions Events { get; } = Frozen(JsonUnmappedMemberHandling.Skip);

    /// <summary>Sets options that a framework owns in the same way, e.g. those of ASP.NET Core.</summary>
    /// <param name="options">The framework's options, still open to change.</param>
    /// <param name="unknownMembers">Refuse or skip members that are not known.</param>
    public static void Configure(JsonSerializerOptions options, JsonUnmappedMemberHandling unknownMembers)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = unknownMembers;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new KebabEnumConverter());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(RefuseNullElements);
    }

    // What RespectNullableAnnotations leaves out: no list of ours has places without a value.
    private static void RefuseNullElements(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Enumerable || type.ElementType is not { IsValueType: false }) return;
        type.OnDeserialized = list =>
        {
            foreach (var element in (System.Collections.IEnumerable)list)
                if (element is null) throw new JsonException("A list has no null among its values.");
        };
    }

    private static JsonSerializerOptions Frozen(JsonUnmappedMemberHandling unknownMembers)
    {
        var options = new JsonSerializerOptions();
        Configure(options, unknownMembers);
        options.MakeReadOnly();
        return options;
    }
}
