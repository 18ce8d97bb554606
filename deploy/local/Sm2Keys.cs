using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Math;

namespace Pengcheng.Local;

/// <summary>SM2 (GB/T 32918) key pairs as plain hexadecimal text.</summary>
public static class Sm2Keys
{
    private static readonly Org.BouncyCastle.Asn1.X9.X9ECParameters Curve = GMNamedCurves.GetByName("sm2p256v1");

    /// <summary>A random private key: a scalar of 32 bytes between 1 and n - 2.</summary>
    public static string NewPrivateKey()
    {
        while (true)
        {
            var bytes = RandomNumberGenerator.GetBytes(32);
            var scalar = new BigInteger(1, bytes);
            if (scalar.SignValue > 0 && scalar.CompareTo(Curve.N.Subtract(BigInteger.Two)) <= 0)
            {
                return Convert.ToHexStringLower(bytes);
            }
        }
    }

    /// <summary>The public key of a private one: the uncompressed point, <c>04</c> and 64 bytes.</summary>
    public static string PublicKeyOf(string privateKey)
    {
        var scalar = new BigInteger(1, Convert.FromHexString(privateKey));
        return Convert.ToHexStringLower(Curve.G.Multiply(scalar).Normalize().GetEncoded(false));
    }
}
