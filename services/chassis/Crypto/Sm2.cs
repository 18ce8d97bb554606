using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Prng;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Pengcheng.Chassis.Crypto;

/// <summary>
/// SM2 signatures (GB/T 32918) with SM3 on <c>sm2p256v1</c>, signer id <c>1234567812345678</c>, encoded as DER.
/// Source of the parameters: domain dossier 0.3.
/// </summary>
public static class Sm2
{
    /// <summary>The algorithm's name on the wire.</summary>
    public const string Name = "SM2";

    private static readonly ECDomainParameters Curve = new(CustomNamedCurves.GetByName("sm2p256v1"));

    // The operating system's generator, which any number of threads may ask.
    private static readonly SecureRandom Random = new(new CryptoApiRandomGenerator());

    // A point keeps the multiples of it that verifying needs; made anew each time they are half of the work. By instance and not by
    // value: a key that is configured is one string for good, and with any other string its point goes too.
    private static readonly ConditionalWeakTable<string, ECPublicKeyParameters> PublicKeys = [];
    private static readonly ConditionalWeakTable<string, ParametersWithRandom> PrivateKeys = [];

    /// <summary>Signs a text.</summary>
    /// <param name="privateKey">The scalar, 32 bytes in hex.</param>
    /// <param name="text">What to sign.</param>
    /// <returns>The signature, DER.</returns>
    public static byte[] Sign(string privateKey, ReadOnlySpan<byte> text)
    {
        var signer = new SM2Signer();
        signer.Init(true, PrivateKeys.GetValue(privateKey, static key => new ParametersWithRandom(new ECPrivateKeyParameters(ScalarOf(key), Curve), Random)));
        signer.BlockUpdate(text);
        return signer.GenerateSignature();
    }

    /// <summary>Whether the signature over this text is by this key. Garbage is simply not a signature.</summary>
    /// <param name="publicKey">The point, uncompressed (04…) in hex.</param>
    /// <param name="text">What was signed.</param>
    /// <param name="signature">DER.</param>
    public static bool Verify(string publicKey, ReadOnlySpan<byte> text, byte[] signature)
    {
        var signer = new SM2Signer();
        signer.Init(false, PublicKeys.GetValue(publicKey, static key => new ECPublicKeyParameters(Curve.Curve.DecodePoint(Convert.FromHexString(key)), Curve)));
        signer.BlockUpdate(text);
        return signer.VerifySignature(signature);
    }

    /// <summary>Whether the text is a point of the curve, uncompressed in hex.</summary>
    public static bool IsPublicKey(string publicKey)
    {
        if (publicKey is not { Length: 130 } || !publicKey.StartsWith("04", StringComparison.Ordinal) || !publicKey.All(char.IsAsciiHexDigit)) return false;
        try
        {
            return Curve.Curve.DecodePoint(Convert.FromHexString(publicKey)).IsValid();
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A new private key.</summary>
    /// <returns>The scalar, 32 bytes in lower-case hex.</returns>
    public static string NewPrivateKey()
    {
        while (true)
        {
            var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            if (IsScalar(new BigInteger(key, 16))) return key;
        }
    }

    /// <summary>The public key of a private one, uncompressed (04…) in lower-case hex.</summary>
    public static string PublicKeyOf(string privateKey) =>
        Convert.ToHexStringLower(Curve.G.Multiply(ScalarOf(privateKey)).Normalize().GetEncoded(false));

    /// <summary>The scalar in range, or an error that says what a key looks like.</summary>
    /// <exception cref="FormatException">Not 32 bytes of hex, or not a scalar of the curve.</exception>
    private static BigInteger ScalarOf(string privateKey)
    {
        if (privateKey.Length != 64) throw new FormatException("An SM2 private key is 32 bytes in hex.");
        var scalar = new BigInteger(1, Convert.FromHexString(privateKey));
        return IsScalar(scalar) ? scalar : throw new FormatException("The SM2 private key is not a scalar of the curve.");
    }

    // From 1 to n - 2.
    private static bool IsScalar(BigInteger scalar) => scalar.SignValue > 0 && scalar.CompareTo(Curve.N.Subtract(BigInteger.One)) < 0;
}
