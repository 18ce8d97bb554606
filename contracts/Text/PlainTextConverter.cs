using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts;

/// <summary>
/// Writes a value as a plain JSON string and reads it back. What cannot be read is a <see cref="JsonException"/>
/// with the path of the member, whose inner exception carries the <see cref="Reason"/>.
/// </summary>
/// <typeparam name="T">An identifier, an amount or a rate.</typeparam>
public sealed class PlainTextConverter<T> : JsonConverter<T> where T : IPlainText<T>
{
    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw Refused(T.Format.Shape("a JSON string", "JSON 字符串"));
        }

        return FromText(reader.GetString());
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    /// <inheritdoc />
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString()!);

    private static T FromText(string? text) =>
        T.TryParse(text, out var value, out var why) ? value : throw Refused(why);

    private static JsonException Refused(Reason reason) =>
        new(reason.English, new RefusedFormatException(reason));
}
