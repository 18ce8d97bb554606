using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Pengcheng.Chassis.Crypto;

/// <summary>The keys of one generation. Tokens name their generation; the newest one signs, the others still verify.</summary>
/// <param name="Generation">0 to 255.</param>
/// <param name="SealKey">SM4, 16 bytes.</param>
/// <param name="MacKey">HMAC-SM3, 32 bytes.</param>
/// <param name="PrivateKey">SM2 scalar, 32 bytes in hex; its public half is anybody's.</param>
public sealed record TokenKeys(byte Generation, byte[] SealKey, byte[] MacKey, string PrivateKey)
{
    /// <summary>The key that tokens of this generation are verified with.</summary>
    public string PublicKey { get; } = Sm2.PublicKeyOf(PrivateKey);
}

/// <summary>The keys of all generations. The newest makes tokens; the others still read them, so that prints outlive a change of keys.</summary>
public sealed class TokenKeyRing
{
    private TokenKeyRing(IReadOnlyList<TokenKeys> all) => All = all;

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<TokenKeys> All { get; }

    /// <summary>The one that makes tokens.</summary>
    public TokenKeys Newest => All[0];

    /// <summary>From <c>{section}:{generation}:Seal</c> (SM4, 16 bytes), <c>:Mac</c> (32 bytes) and <c>:Signing</c> (SM2, 32 bytes), in hex.</summary>
    /// <exception cref="SettingException">There is none, or one is not what it should be; the message names it.</exception>
    public static TokenKeyRing From(IConfiguration configuration, string section)
    {
        var all = configuration.GetSection(section).GetChildren().Select(Read).OrderByDescending(keys => keys.Generation).ToList();
        return all.Count > 0 ? new TokenKeyRing(all) : throw new SettingException($"{section}:1:Seal, :Mac and :Signing are missing");
    }

    private static TokenKeys Read(IConfigurationSection section)
    {
        if (!byte.TryParse(section.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
            throw new SettingException($"{section.Path} is no generation from 0 to 255");
        try
        {
            return new TokenKeys(generation, Bytes(section, "Seal", 16), Bytes(section, "Mac", 32), section["Signing"] ?? "");
        }
        catch (FormatException wrong)
        {
            throw new SettingException($"{section.Path}: {wrong.Message}", wrong);
        }
    }

    private static byte[] Bytes(IConfigurationSection section, string name, int length) =>
        Convert.FromHexString(section[name] ?? "") is var bytes && bytes.Length == length ? bytes : throw new FormatException($"{name} is not {length} bytes in hex.");
}
