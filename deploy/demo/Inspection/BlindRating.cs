using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Pengcheng.Demo.Inspection;

/// <summary>
/// The app's side of a blind rating: it hides a serial, has it signed, and takes the hiding away, so that nobody can tell later which
/// visit the signature was given for. The exponent is bound to body and quarter.
/// </summary>
internal sealed class BlindRating(BigInteger modulus, string body, string quarter)
{
    private static readonly int[] Witnesses = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71];

    private readonly BigInteger _exponent = Exponent(body, quarter);
    private readonly BigInteger _blinder = new(RandomNumberGenerator.GetBytes(256), isUnsigned: true);

    /// <summary>What the app alone knows until it rates: 32 hex digits.</summary>
    public string Serial { get; } = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The hidden serial, which the service signs.</summary>
    public string Blinded => Hex(Encode() * BigInteger.ModPow(_blinder, _exponent, modulus) % modulus);

    /// <summary>The signature of the serial itself.</summary>
    public string Unblind(string signature) => Hex(Number(signature) * Inverse(_blinder, modulus) % modulus);

    /// <summary>Whether it is one.</summary>
    public bool IsGenuine(string signature) => BigInteger.ModPow(Number(signature), _exponent, modulus) == Encode();

    /// <summary>From hex.</summary>
    public static BigInteger Number(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>The quarter of a day, e.g. <c>2025Q1</c>.</summary>
    public static string QuarterOf(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}Q{(day.Month + 2) / 3}");

    private static string Hex(BigInteger number) => Convert.ToHexStringLower(number.ToByteArray(isUnsigned: true, isBigEndian: true));

    // The first prime from the hash on, 128 bits long.
    private static BigInteger Exponent(string body, string quarter)
    {
        var bytes = Expand($"exponent/{body}/{quarter}", 16);
        bytes[0] |= 0x80;
        bytes[^1] |= 1;
        var candidate = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        while (!Array.TrueForAll(Witnesses, witness => Passes(candidate, witness))) candidate += 2;
        return candidate;
    }

    // Miller and Rabin.
    private static bool Passes(BigInteger candidate, BigInteger witness)
    {
        var (odd, halvings) = (candidate - 1, 0);
        for (; odd.IsEven; halvings++) odd >>= 1;
        var x = BigInteger.ModPow(witness, odd, candidate);
        if (x.IsOne) return true;
        for (; halvings > 0; halvings--, x = x * x % candidate)
            if (x == candidate - 1) return true;
        return false;
    }

    private static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (a, b, u, v) = (number % modulus, modulus, BigInteger.One, BigInteger.Zero);
        while (!b.IsZero)
        {
            var quotient = BigInteger.DivRem(a, b, out var rest);
            (a, b, u, v) = (b, rest, v, u - quotient * v);
        }

        return u.Sign < 0 ? u + modulus : u;
    }

    private BigInteger Encode()
    {
        var bytes = Expand($"serial/{body}/{quarter}/{Serial}", (int)((modulus.GetBitLength() + 7) / 8));
        bytes[0] = 0;
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    private static byte[] Expand(string text, int length)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"pengcheng-rating-v1/{text}"));
        var result = new byte[length];
        Span<byte> block = stackalloc byte[36];
        seed.CopyTo(block);
        for (var (number, at) = (0, 0); at < length; number++, at += 32)
        {
            BinaryPrimitives.WriteInt32BigEndian(block[32..], number);
            SHA256.HashData(block).AsSpan(0, Math.Min(32, length - at)).CopyTo(result.AsSpan(at));
        }

        return result;
    }
}
