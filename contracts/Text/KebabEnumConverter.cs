using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts;

/// <summary>
/// An enum as one of its <see cref="EnumWords"/>, and nothing else. The framework's own converter also takes several
/// names in one string and adds up their numbers, which makes a third.
/// </summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class KebabEnumConverter<TEnum> : JsonConverter<TEnum> where TEnum : struct, Enum
{
    /// <summary>A null is refused with the words too, where the type has no place for it.</summary>
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.TokenType == JsonTokenType.String ? reader.GetString() : null);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(EnumWords.Of(value));

    /// <inheritdoc />
    public override TEnum ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WritePropertyName(EnumWords.Of(value));

    private static TEnum FromText(string? text) =>
        EnumWords.TryParse<TEnum>(text, out var value, out var why) ? value : throw new JsonException(why.English, new RefusedFormatException(why));
}

/// <summary>The same for every enum.</summary>
public sealed class KebabEnumConverter : JsonConverterFactory
{
    /// <inheritdoc />
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    /// <inheritdoc />
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(KebabEnumConverter<>).MakeGenericType(typeToConvert))!;
}
