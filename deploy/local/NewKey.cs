using System.Security.Cryptography;

namespace Pengcheng.Local;

/// <summary>Makes keys in the form in which services read them.</summary>
internal static class NewKey
{
    /// <summary>So many random bytes, hexadecimal: a symmetric key.</summary>
    public static string Hex(int bytes) => RandomNumberGenerator.GetHexString(2 * bytes, lowercase: true);

    /// <summary>An RSA key of 3072 bits: PKCS #8, base64.</summary>
    public static string Rsa()
    {
        using var key = RSA.Create(3072);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }
}
