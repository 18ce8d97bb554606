using System.Globalization;
using System.Text;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Chassis.Errors;

namespace Pengcheng.Registry.Notices;

/// <summary>
/// Who signed it and when, checked in this order: the key is known; the signature fits <c>{id}.{timestamp}.{body}</c>;
/// the time is near. The shape is that of Standard Webhooks, with SM2 (国密) as its algorithm.
/// </summary>
public static class Verification
{
    /// <summary>How far the signed time may lie from now, either way (as Standard Webhooks recommends).</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Scheme = "sm2,";

    /// <summary>The refusal, or null when the notice is the registry's and fresh.</summary>
    public static Refusal? Check(RawNotice raw, RegistryKeys keys, DateTimeOffset now)
    {
        if (raw.NoticeId.Length is 0 or > 64 || raw.NoticeId.Any(c => c is < '!' or > '~' or '.')) return RegistryErrors.HeaderMissing.With(("header", "webhook-id"));
        if (raw.KeyId.Length is 0 or > 64) return RegistryErrors.HeaderMissing.With(("header", "webhook-key-id"));
        if (!long.TryParse(raw.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return RegistryErrors.HeaderMissing.With(("header", "webhook-timestamp"));
        if (!raw.Signature.Contains(Scheme, StringComparison.Ordinal)) return RegistryErrors.HeaderMissing.With(("header", "webhook-signature"));
        if (keys.Find(raw.KeyId) is not { } key) return RegistryErrors.KeyUnknown.With(("keyId", raw.KeyId));

        byte[] signed = [.. Encoding.UTF8.GetBytes($"{raw.NoticeId}.{raw.Timestamp}."), .. raw.Body];
        if (!Signatures(raw.Signature).Any(signature => Sm2.Verify(key, signed, signature)))
            return RegistryErrors.SignatureInvalid.With(("keyId", raw.KeyId));

        var signedAt = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return (now - signedAt).Duration() <= Tolerance
            ? null
            : RegistryErrors.TimestampOutside.With(("signedAt", signedAt.ToString("u", CultureInfo.InvariantCulture)), ("minutes", (int)Tolerance.TotalMinutes));
    }

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
