using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Math;

namespace Pengcheng.Sandbox;

/// <summary>
/// SM2 signatures over SM3 (GB/T 32918.2) with the standard's default signer id, DER encoded. Private keys are the scalar in hex,
/// public keys the uncompressed point in hex.
/// </summary>
public static class Sm2
{
    /// <summary>The algorithm's name on the wire.</summary>
    public const string Name = "SM2";

    private static readonly byte[] SignerId = Encoding.ASCII.GetBytes("1234567812345678");
    private static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("SM2P256V1"));

    /// <summary>Signs.</summary>
    public static byte[] Sign(string privateKey, ReadOnlySpan<byte> message)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning: true, new ParametersWithID(new ECPrivateKeyParameters(Scalar(privateKey), Curve), SignerId));
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }

    /// <summary>Whether the signature is of this message by the holder of the key. A malformed key or signature is not.</summary>
    public static bool Verify(string publicKey, ReadOnlySpan<byte> message, byte[] signature)
    {
        // An uncompressed point: 04, x, y.
        if (publicKey is not ['0', '4', ..] || publicKey.Length != 130) return false;
        try
        {
            var signer = new SM2Signer();
            signer.Init(forSigning: false, new ParametersWithID(new ECPublicKeyParameters(Curve.Curve.DecodePoint(Convert.FromHexString(publicKey)), Curve), SignerId));
            signer.BlockUpdate(message);
            return signer.VerifySignature(signature);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or IOException)
        {
            return false;
        }
    }

    /// <summary>The public key that belongs to a private one.</summary>
    public static string PublicKey(string privateKey)
        => Convert.ToHexStringLower(Curve.G.Multiply(Scalar(privateKey)).Normalize().GetEncoded(compressed: false));

    private static BigInteger Scalar(string privateKey) => Curve.ValidatePrivateScalar(new BigInteger(1, Convert.FromHexString(privateKey)));
}
