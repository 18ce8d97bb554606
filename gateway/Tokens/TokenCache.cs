using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Tokens;

/// <summary>
/// Remembers tokens that were found valid, so that the signature is checked once and not with every request.
/// It keeps their hashes, never the tokens; and refusals are not remembered, since a forger could fill it with those.
/// </summary>
/// <remarks>
/// Two generations bound it: when the young one is full it becomes the old one and the previous old one is dropped.
/// A token in use moves back to the young one, so what is dropped was not used for a whole generation.
/// </remarks>
public sealed class TokenCache(AuthSettings auth)
{
    private readonly int generation = auth.RememberedTokens / 2;
    private ConcurrentDictionary<Fingerprint, Caller> young = new();
    private ConcurrentDictionary<Fingerprint, Caller> old = new();

    /// <summary>The caller of this token, if it was found valid before. Whether it, or its key, has ended since is for the reader to check.</summary>
    public Caller? Find(in Fingerprint token)
    {
        if (young.TryGetValue(token, out var caller))
            return caller;
        if (old.TryGetValue(token, out caller))
            Remember(token, caller);
        return caller;
    }

    /// <summary>Remembers a valid token.</summary>
    public void Remember(in Fingerprint token, Caller caller)
    {
        var full = young;
        if (full.Count >= generation)
        {
            var fresh = new ConcurrentDictionary<Fingerprint, Caller>();
            if (Interlocked.CompareExchange(ref young, fresh, full) == full)
                old = full;
        }
        young[token] = caller;
    }

    /// <summary>The SHA-256 of a token.</summary>
    public readonly record struct Fingerprint(ulong A, ulong B, ulong C, ulong D)
    {
        /// <summary>Takes it.</summary>
        public static Fingerprint Of(ReadOnlySpan<char> token)
        {
            Span<byte> ascii = stackalloc byte[TokenCheck.LongestToken];
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(ascii[..Encoding.ASCII.GetBytes(token, ascii)], hash);
            return new(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(hash[16..]), BinaryPrimitives.ReadUInt64LittleEndian(hash[24..]));
        }
    }
}
