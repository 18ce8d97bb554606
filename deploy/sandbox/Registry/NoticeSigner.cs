using System.Globalization;
using System.Text;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Registry;

/// <summary>A signature over a notice, and what goes with it.</summary>
public sealed record NoticeSignature(string KeyId, long UnixSeconds, string Value);

/// <summary>
/// Signs notices as the registration centre: SM2 over <c>{id}.{unix seconds}.{body}</c>, by the platform's time. The current key is
/// <c>Registry:KeyId</c> with <c>Registry:PrivateKey</c>; further ones, for a rotation, are <c>Registry:Keys:{keyId}</c>.
/// </summary>
public sealed class NoticeSigner(IConfiguration configuration, SandboxClock clock)
{
    /// <summary>Whether there is such a key; null asks for the current one.</summary>
    public bool Has(string? keyId) => PrivateKey(keyId ?? CurrentKeyId) is not null;

    /// <summary>Signs the delivery's body as it is.</summary>
    public NoticeSignature Sign(Delivery delivery)
    {
        var options = delivery.Options;
        var keyId = options.KeyId ?? CurrentKeyId;
        var key = PrivateKey(keyId) ?? throw new HttpRequestException($"The registry has no private key {keyId}: see Registry__KeyId and Registry__PrivateKey.");
        var unixSeconds = options.Timestamp ?? clock.Now.ToUnixTimeSeconds();
        var signed = string.Create(CultureInfo.InvariantCulture, $"{delivery.Key}.{unixSeconds}.{delivery.Body}") + (options.BadSignature ? " " : "");
        return new NoticeSignature(keyId, unixSeconds, "sm2," + Convert.ToBase64String(Sm2.Sign(key, Encoding.UTF8.GetBytes(signed))));
    }

    private string CurrentKeyId => configuration["Registry:KeyId"] ?? "";

    private string? PrivateKey(string keyId)
        => keyId.Length == 0 ? null : keyId == CurrentKeyId ? configuration["Registry:PrivateKey"] : configuration[$"Registry:Keys:{keyId}"];
}
