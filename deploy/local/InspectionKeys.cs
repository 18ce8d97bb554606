using System.Security.Cryptography;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Local;

/// <summary>The keys of inspection-service, under the names of its variables.</summary>
internal static class InspectionKeys
{
    /// <summary>How each is made: the SM4 key that seals codes, the key that their salt is made with, the SM2 key that signs them, the RSA key that signs ratings blind.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string>> Made = new Dictionary<string, Func<string>>
    {
        ["Codes__Keys__1__Seal"] = () => RandomNumberGenerator.GetHexString(32, lowercase: true),
        ["Codes__Keys__1__Mac"] = () => RandomNumberGenerator.GetHexString(64, lowercase: true),
        ["Codes__Keys__1__Signing"] = Sm2.NewPrivateKey,
        ["Ratings__PrivateKey"] = NewRsa,
    };

    private static string NewRsa()
    {
        using var key = RSA.Create(3072);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }
}
