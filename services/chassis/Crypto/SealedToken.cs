using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Macs;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Pengcheng.Chassis.Crypto;

/// <summary>
/// A short content as a text that fits a QR code: the prefix and base64url of <c>generation(1) | tag(16) | SM4-CTR(content) | SM2 signature (DER)</c>.
/// The tag is HMAC-SM3 over the content and is the counter's start (SIV, as in RFC 5297): without the keys a token can't be made, changed,
/// or told to hold the same as another one. The signature shows a court that it was ours.
/// </summary>
/// <param name="prefix">What all tokens of the kind begin with, e.g. <c>SZJDM1.</c></param>
/// <param name="contentLength">How many bytes the content has, at most 64.</param>
public sealed class SealedToken(string prefix, int contentLength)
{
    private const int TagLength = 16, LongestToken = 256;

    private readonly int _sealedLength = 1 + TagLength + contentLength;

    /// <summary>Makes one.</summary>
    public string Make(TokenKeys keys, ReadOnlySpan<byte> content)
    {
        var body = new byte[_sealedLength];
        body[0] = keys.Generation;
        var tag = Tag(keys, content);
        tag.CopyTo(body.AsSpan(1));
        Crypt(keys, tag, content).CopyTo(body.AsSpan(1 + TagLength));
        var signature = Sm2.Sign(keys.PrivateKey, [.. Encoding.ASCII.GetBytes(prefix), .. body]);
        return prefix + Base64Url.EncodeToString([.. body, .. signature]);
    }

    /// <summary>The content of a genuine one, or null.</summary>
    public byte[]? Open(string token, IReadOnlyList<TokenKeys> keys)
    {
        if (token.Length > LongestToken || !token.StartsWith(prefix, StringComparison.Ordinal)) return null;
        var text = token.AsSpan(prefix.Length);
        // Only the one canonical spelling: two texts that read the same would be two tokens.
        if (!Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= _sealedLength || Base64Url.EncodeToString(bytes) != token[prefix.Length..]) return null;
        if (keys.FirstOrDefault(k => k.Generation == bytes[0]) is not { } own) return null;

        var tag = bytes.AsSpan(1, TagLength);
        var content = Crypt(own, tag, bytes.AsSpan(1 + TagLength, contentLength));
        return CryptographicOperations.FixedTimeEquals(tag, Tag(own, content))
            && Sm2.Verify(own.PublicKey, [.. Encoding.ASCII.GetBytes(prefix), .. bytes.AsSpan(0, _sealedLength)], bytes[_sealedLength..])
                ? content
                : null;
    }

    private static byte[] Tag(TokenKeys keys, ReadOnlySpan<byte> content)
    {
        var mac = new HMac(new SM3Digest());
        mac.Init(new KeyParameter(keys.MacKey));
        mac.Update(keys.Generation);
        mac.BlockUpdate(content);
        var whole = new byte[mac.GetMacSize()];
        mac.DoFinal(whole, 0);
        return whole[..TagLength];
    }

    private static byte[] Crypt(TokenKeys keys, ReadOnlySpan<byte> start, ReadOnlySpan<byte> text)
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
