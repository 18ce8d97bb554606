using System.Globalization;
using System.Text;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Registry.Notices;

/// <summary>
/// Who signed it and when, checked in this order: the key is known; the signature fits <c>{id}.{timestamp}.{body}</c>;
/// the time is near. The shape is that of Standard Webhooks, with SM2 (国密) as its algorithm.
/// </summary>
public static class Verification
{
    /// <summary>How far the signed time may lie from now, either way (as Standard Webhooks recommends).</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How old a notice from the queue may be. The broker's confirm is all that the registry hears: what then waits for us, however
    /// long we are away, must not be refused for it. A replay does no harm, since an id is taken once for ever.
    /// </summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    /// <summary>The largest body; the same at both doors.</summary>
    public const int LargestBody = 256 * 1024;

    private const string Scheme = "sm2,";

    /// <summary>The refusal, or null when the notice is the registry's and fresh.</summary>
    public static Refusal? Check(RawNotice raw, RegistryKeys keys, DateTimeOffset now)
    {
        if (raw.Body.Length > LargestBody) return RegistryErrors.BodyInvalid.With(("field", "$"), ("reason", $"larger than {LargestBody} bytes"));
        if (!IsWord(raw.NoticeId, 64) || raw.NoticeId.Contains('.')) return RegistryErrors.HeaderMissing.With(("header", "webhook-id"));
        if (!IsWord(raw.KeyId, 64)) return RegistryErrors.HeaderMissing.With(("header", "webhook-key-id"));
        if (!long.TryParse(raw.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return RegistryErrors.HeaderMissing.With(("header", "webhook-timestamp"));
        if (!raw.Signature.Contains(Scheme, StringComparison.Ordinal) || !IsWord(raw.Signature.Replace(' ', '+'), 2000)) return RegistryErrors.HeaderMissing.With(("header", "webhook-signature"));
        if (keys.Find(raw.KeyId) is not { } key) return RegistryErrors.KeyUnknown.With(("keyId", raw.KeyId));

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{raw.NoticeId}.{raw.Timestamp}."), .. raw.Body];
        if (!Signatures(raw.Signature).Any(signature => Sm2.Verify(key, signed, signature)))
            return RegistryErrors.SignatureInvalid.With(("keyId", raw.KeyId));

        var signedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var age = now - signedAt;
        var allowed = raw.Channel == RawNotice.Amqp && age > TimeSpan.Zero ? LongestWait : Tolerance;
        return age.Duration() <= allowed
            ? null
            : RegistryErrors.TimestampOutside.With(("signedAt", signedAt), ("minutes", (int)allowed.TotalMinutes));
    }

    // Visible ASCII: whatever else is in a header or an attribute was not put there by the registry.
    private static bool IsWord(string text, int longest) => text.Length > 0 && text.Length <= longest && !text.AsSpan().ContainsAnyExceptInRange('!', '~');

    // Several signatures, separated by spaces: one for each key during a rotation.
    private static IEnumerable<byte[]> Signatures(string header)
    {
        foreach (var part in header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(4))
        {
            var buffer = new byte[256];
            if (part.StartsWith(Scheme, StringComparison.Ordinal) && Convert.TryFromBase64String(part[Scheme.Length..], buffer, out var length))
                yield return buffer[..length];
        }
    }
}
