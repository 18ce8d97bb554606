using System.Text.Json;
using System.Text.Json.Serialization;
using Pengcheng.Contracts;

namespace Pengcheng.Sandbox;

/// <summary>JSON as the platform writes it; what is not known is skipped.</summary>
public static class Json
{
    /// <summary>The options.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    /// <summary>Writes.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <summary>Reads.</summary>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("null is not a value here.");

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        ContractJson.Configure(options, JsonUnmappedMemberHandling.Skip);
        return options;
    }
}
