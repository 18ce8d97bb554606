using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Inspection.Codes;

/// <summary>The keys of one generation. Tokens name their generation; the newest one signs, the others still verify.</summary>
/// <param name="Generation">0 to 255.</param>
/// <param name="SealKey">SM4, 16 bytes.</param>
/// <param name="MacKey">HMAC-SM3, 32 bytes.</param>
/// <param name="PrivateKey">SM2 scalar, 32 bytes in hex; its public half is anybody's.</param>
public sealed record CodeKeys(byte Generation, byte[] SealKey, byte[] MacKey, string PrivateKey)
{
    /// <summary>The key that tokens of this generation are verified with.</summary>
    public string PublicKey { get; } = Sm2.PublicKeyOf(PrivateKey);
}

/// <summary>What a genuine token says.</summary>
/// <param name="CodeId">Which code.</param>
/// <param name="IsStatic">The printed one, of lower trust.</param>
/// <param name="At">When it was made.</param>
public sealed record CodeReading(Guid CodeId, bool IsStatic, DateTimeOffset At);

/// <summary>
/// <c>SZJDM1.</c> and base64url of <c>generation(1) | tag(16) | SM4-CTR(kind | code id | time) (25) | SM2 signature (DER)</c>. The tag is
/// HMAC-SM3 over the content and is the counter's start (SIV, as in RFC 5297): without the keys a token can't be made, changed,
/// or told to belong to the same firm as another one. The signature shows a court that it was ours.
/// </summary>
public static class CodeToken
{
    private const string Prefix = "SZJDM1.";
    private const int TagLength = 16, ContentLength = 25, SealedLength = 1 + TagLength + ContentLength, LongestToken = 200;

    /// <summary>The rotating token of the app, valid from this moment on for a short time.</summary>
    public static string Rotating(CodeKeys keys, Guid codeId, DateTimeOffset now) => Make(keys, codeId, isStatic: false, now);

    /// <summary>The printed token: valid as long as the code is.</summary>
    public static string Static(CodeKeys keys, Guid codeId, DateTimeOffset now) => Make(keys, codeId, isStatic: true, now);

    /// <summary>Reads a token, or says why it doesn't open a door.</summary>
    public static (CodeReading? Reading, Refusal? Refusal) Read(string token, IReadOnlyList<CodeKeys> keys, DateTimeOffset now, InspectionPolicy policy)
    {
        if (Open(token, keys) is not { } reading) return (null, InspectionErrors.CodeForged);
        var age = now - reading.At;
        return !reading.IsStatic && (age > policy.CodeLife + policy.ClockTolerance || age < -policy.ClockTolerance)
            ? (null, InspectionErrors.CodeExpired)
            : (reading, null);
    }

    private static string Make(CodeKeys keys, Guid codeId, bool isStatic, DateTimeOffset at)
    {
        Span<byte> content = stackalloc byte[ContentLength];
        content[0] = isStatic ? (byte)1 : (byte)0;
        codeId.TryWriteBytes(content[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content[17..], at.ToUnixTimeSeconds());

        var body = new byte[SealedLength];
        body[0] = keys.Generation;
        var tag = Tag(keys, content);
        tag.CopyTo(body.AsSpan(1));
        Crypt(keys, tag, content).CopyTo(body.AsSpan(1 + TagLength));
        var signature = Sm2.Sign(keys.PrivateKey, [.. Encoding.ASCII.GetBytes(Prefix), .. body]);
        return Prefix + Base64Url.EncodeToString([.. body, .. signature]);
    }

    private static CodeReading? Open(string token, IReadOnlyList<CodeKeys> keys)
    {
        if (token.Length > LongestToken || !token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var text = token.AsSpan(Prefix.Length);
        // Only the one canonical spelling: two texts that read the same would be two tokens.
        if (!Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= SealedLength || Base64Url.EncodeToString(bytes) != token[Prefix.Length..]) return null;
        if (keys.FirstOrDefault(k => k.Generation == bytes[0]) is not { } own) return null;

        var tag = bytes.AsSpan(1, TagLength);
        var content = Crypt(own, tag, bytes.AsSpan(1 + TagLength, ContentLength));
        if (!CryptographicOperations.FixedTimeEquals(tag, Tag(own, content)) || content[0] > 1) return null;
        if (!Sm2.Verify(own.PublicKey, [.. Encoding.ASCII.GetBytes(Prefix), .. bytes.AsSpan(0, SealedLength)], bytes[SealedLength..])) return null;
        return new CodeReading(new Guid(content.AsSpan(1, 16), bigEndian: true), content[0] == 1,
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(17))));
    }

    private static byte[] Tag(CodeKeys keys, ReadOnlySpan<byte> content)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(keys.MacKey));
        mac.Update(keys.Generation);
        mac.BlockUpdate(content);
        var whole = new byte[mac.GetMacSize()];
        mac.DoFinal(whole, 0);
        return whole[..TagLength];
    }

    private static byte[] Crypt(CodeKeys keys, ReadOnlySpan<byte> start, ReadOnlySpan<byte> text)
    {
        var cipher = new SicBlockCipher(new SM4Engine());
        cipher.Init(true, new ParametersWithIV(new KeyParameter(keys.SealKey), start.ToArray()));
        var result = new byte[text.Length];
        for (var i = 0; i < text.Length; i += TagLength)
        {
            var block = new byte[TagLength];
            text[i..Math.Min(i + TagLength, text.Length)].CopyTo(block);
            cipher.ProcessBlock(block, 0, block, 0);
            block.AsSpan(0, Math.Min(TagLength, text.Length - i)).CopyTo(result.AsSpan(i));
        }

        return result;
    }
}
