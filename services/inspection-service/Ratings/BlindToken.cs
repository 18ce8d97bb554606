using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math;

namespace Pengcheng.Inspection.Ratings;

/// <summary>An RSA key whose primes are safe ones ((p−1)/2 is prime), so that every derived exponent has its inverse.</summary>
public sealed record RatingKey(BigInteger P, BigInteger Q)
{
    /// <summary>The public modulus.</summary>
    public BigInteger Modulus { get; } = P.Multiply(Q);

    internal BigInteger Order { get; } = P.Subtract(BigInteger.One).Multiply(Q.Subtract(BigInteger.One));
}

/// <summary>
/// Partially blind RSA signatures (after RFC 9474 and its partially blind draft): the service signs a serial that it cannot see, bound to
/// a body and a quarter that it can. The app blinds, the service signs once for a visit, the app unblinds; later somebody rates
/// with serial and signature, and nothing tells which visit that was.
/// </summary>
/// <param name="modulus">The public modulus.</param>
/// <param name="body">The body that is rated.</param>
/// <param name="quarter">When, e.g. <c>2025Q1</c>.</param>
public sealed class BlindToken(BigInteger modulus, string body, string quarter)
{
    private readonly int _length = (modulus.BitLength + 7) / 8;

    private BigInteger Exponent
    {
        get
        {
            // Half as long as the modulus and odd: smaller than the large factors of the order, so it shares none with it.
            var bytes = Expand($"exponent/{body}/{quarter}", _length / 2);
            bytes[0] &= 0x3F;
            bytes[^1] |= 1;
            return new BigInteger(1, bytes);
        }
    }

    /// <summary>The app: hides the serial. <paramref name="blinder"/> is random, stays with the app, and is smaller than the modulus.</summary>
    public BigInteger Blind(string serial, BigInteger blinder) => Encode(serial).Multiply(blinder.ModPow(Exponent, modulus)).Mod(modulus);

    /// <summary>The service: signs what it cannot read.</summary>
    /// <exception cref="ArgumentException">The key is another's.</exception>
    public BigInteger Sign(RatingKey key, BigInteger blinded)
    {
        if (!key.Modulus.Equals(modulus)) throw new ArgumentException("The key does not belong to this modulus.", nameof(key));
        return blinded.ModPow(Exponent.ModInverse(key.Order), modulus);
    }

    /// <summary>The app: takes the hiding away.</summary>
    public BigInteger Unblind(BigInteger answer, BigInteger blinder) => answer.Multiply(blinder.ModInverse(modulus)).Mod(modulus);

    /// <summary>The service: whether it has signed this serial for this body and quarter.</summary>
    public bool IsGenuine(string serial, BigInteger signature) =>
        signature.SignValue > 0 && signature.CompareTo(modulus) < 0 && signature.ModPow(Exponent, modulus).Equals(Encode(serial));

    /// <summary>The quarter of a day.</summary>
    public static string QuarterOf(DateOnly day) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{day.Year}Q{(day.Month + 2) / 3}");

    // Full-domain hash: as long as the modulus and smaller than it.
    private BigInteger Encode(string serial)
    {
        var bytes = Expand($"serial/{body}/{quarter}/{serial}", _length);
        bytes[0] = 0;
        return new BigInteger(1, bytes);
    }

    private static byte[] Expand(string text, int length)
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"pengcheng-rating-v1/{text}"));
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
