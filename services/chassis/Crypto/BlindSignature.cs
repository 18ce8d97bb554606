using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Org.BouncyCastle.Math;

namespace Pengcheng.Chassis.Crypto;

/// <summary>The RSA key that serials are signed with unseen.</summary>
public sealed record BlindKey(BigInteger P, BigInteger Q)
{
    private const int ShortestBits = 2048;

    /// <summary>The public modulus.</summary>
    public BigInteger Modulus { get; } = P.Multiply(Q);

    internal BigInteger Order { get; } = P.Subtract(BigInteger.One).Multiply(Q.Subtract(BigInteger.One));

    /// <summary>A number as the wire has it: in hex, above zero and below the modulus; else null.</summary>
    public BigInteger? Read(string hex) =>
        hex is { Length: > 0 and <= 2048 } && hex.All(char.IsAsciiHexDigit) && new BigInteger(hex, 16) is var number && number.SignValue > 0 && number.CompareTo(Modulus) < 0 ? number : null;

    /// <summary>From a setting: PKCS#8 in base64, 2048 bits or more.</summary>
    /// <exception cref="SettingException">Missing, not such a key, or too short.</exception>
    public static BlindKey From(IConfiguration configuration, string setting)
    {
        if (configuration[setting] is not { Length: > 0 } text)
            throw new SettingException($"{setting} is missing");
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(Convert.FromBase64String(text), out _);
            if (rsa.KeySize < ShortestBits) throw new SettingException($"{setting} has {rsa.KeySize} bits, {ShortestBits} are needed");
            var key = rsa.ExportParameters(includePrivateParameters: true);
            return new BlindKey(new BigInteger(1, key.P!), new BigInteger(1, key.Q!));
        }
        catch (Exception wrong) when (wrong is FormatException or CryptographicException)
        {
            throw new SettingException($"{setting} is not an RSA key (PKCS#8, base64)", wrong);
        }
    }
}

/// <summary>
/// Partially blind RSA signatures (after RFC 9474 and its partially blind draft): the service signs a serial that it cannot see, bound to
/// something that it can. The app blinds, the service signs once, the app unblinds; later somebody comes with serial and signature, and nothing
/// tells whose they were.
/// </summary>
/// <param name="scheme">What it is for: a signature of one scheme is none of another.</param>
/// <param name="modulus">The public modulus.</param>
/// <param name="bound">What it is bound to, e.g. a body and a quarter.</param>
public sealed class BlindSignature(string scheme, BigInteger modulus, string bound)
{
    private const int ExponentBytes = 16, Certainty = 80;

    private readonly int _length = (modulus.BitLength + 7) / 8;

    // The exponent is what binds a signature: the first prime at or after a hash of them. A prime of 128 bits
    // divides the order of a random key with a chance of 2^-120 or so, and else has its inverse.
    private BigInteger Exponent { get; } = PrimeAfter(Expand($"{scheme}/exponent/{bound}", ExponentBytes));

    /// <summary>The app: hides the serial. <paramref name="blinder"/> is random, stays with the app, and is smaller than the modulus.</summary>
    public BigInteger Blind(string serial, BigInteger blinder) => Encode(serial).Multiply(blinder.ModPow(Exponent, modulus)).Mod(modulus);

    /// <summary>The service: signs what it cannot read.</summary>
    /// <exception cref="ArgumentException">The key is another's.</exception>
    public BigInteger Sign(BlindKey key, BigInteger blinded)
    {
        if (!key.Modulus.Equals(modulus)) throw new ArgumentException("The key does not belong to this modulus.", nameof(key));
        return blinded.ModPow(Exponent.ModInverse(key.Order), modulus);
    }

    /// <summary>The app: takes the hiding away.</summary>
    public BigInteger Unblind(BigInteger answer, BigInteger blinder) => answer.Multiply(blinder.ModInverse(modulus)).Mod(modulus);

    /// <summary>The service: whether it has signed this serial for what it is bound to.</summary>
    public bool IsGenuine(string serial, BigInteger signature) =>
        signature.SignValue > 0 && signature.CompareTo(modulus) < 0 && signature.ModPow(Exponent, modulus).Equals(Encode(serial));

    // Full-domain hash: as long as the modulus and smaller than it.
    private BigInteger Encode(string serial)
    {
        var bytes = Expand($"{scheme}/serial/{bound}/{serial}", _length);
        bytes[0] = 0;
        return new BigInteger(1, bytes);
    }

    private static BigInteger PrimeAfter(byte[] seed)
    {
        seed[0] |= 0x80;
        seed[^1] |= 1;
        var candidate = new BigInteger(1, seed);
        while (!candidate.IsProbablePrime(Certainty)) candidate = candidate.Add(BigInteger.Two);
        return candidate;
    }

    private static byte[] Expand(string text, int length)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var result = new byte[length];
        Span<byte> block = stackalloc byte[36];
        seed.CopyTo(block);
        for (var (i, at) = (0, 0); at < length; i++, at += 32)
        {
            BinaryPrimitives.WriteInt32BigEndian(block[32..], i);
            SHA256.HashData(block).AsSpan(0, Math.Min(32, length - at)).CopyTo(result.AsSpan(at));
        }

        return result;
    }
}
