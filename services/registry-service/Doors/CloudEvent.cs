using System.Runtime.InteropServices;
using System.Text.Json;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Doors;

/// <summary>
/// A notice as a CloudEvent 1.0 in structured JSON. <c>data</c> is the notice, or <c>data_base64</c> its bytes; the extension
/// attributes <c>keyid</c> and <c>signature</c> sign <c>{id}.{time in Unix seconds}.{data exactly as written}</c>.
/// </summary>
public static class CloudEvent
{
    /// <summary>The one type of event that the registry sends.</summary>
    public const string Type = "cn.gov.sz.rerc.notice.v1";

    /// <summary>The delivery in the message. What is missing stays empty, and is then refused with its name.</summary>
    public static RawNotice Read(ReadOnlyMemory<byte> message)
    {
        if (message.Length > 2 * Verification.LargestBody) return Unreadable(message);
        try
        {
            using var json = JsonDocument.Parse(message);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "specversion") != "1.0" || Text(root, "type") != Type) return Unreadable(message);
            var timestamp = DateTimeOffset.TryParse(Text(root, "time"), System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
                : "";
            return new RawNotice(RawNotice.Amqp, Text(root, "id"), Text(root, "keyid"), timestamp, Text(root, "signature"), Data(root));
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // The latter is how a string that is not UTF-8, or half a surrogate pair, shows itself.
            return Unreadable(message);
        }
    }

    private static byte[] Data(JsonElement root) =>
        root.TryGetProperty("data_base64", out var encoded) && encoded.ValueKind == JsonValueKind.String && encoded.TryGetBytesFromBase64(out var bytes) ? bytes
        : root.TryGetProperty("data", out var data) ? JsonMarshal.GetRawUtf8Value(data).ToArray()
        : [];

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    // Not a CloudEvent of ours: recorded as it came, and refused for its missing id.
    private static RawNotice Unreadable(ReadOnlyMemory<byte> message) => new(RawNotice.Amqp, "", "", "", "", message.ToArray());
}
