using System.Text;
using Pengcheng.Chassis;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Banks;

/// <summary>
/// Signs instructions with the platform's SM2 key (I10). Banks fetch its public half from <c>/escrow/v1/signing-keys</c>; while keys
/// are changed, together with the next or the previous one.
/// </summary>
public sealed class InstructionSigner
{
    private readonly string _keyId, _privateKey;

    private InstructionSigner(string keyId, string privateKey, IEnumerable<KeyValuePair<string, string>> announced)
    {
        (_keyId, _privateKey) = (keyId, privateKey);
        PublicKeys = [new(keyId, Sm2.PublicKeyOf(privateKey)), .. announced.OrderBy(key => key.Key, StringComparer.Ordinal)];
    }

    /// <summary>What banks may find under an instruction: the key in force first, then the announced ones. Id and point, uncompressed (04…) in hex.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PublicKeys { get; }

    /// <summary>From <c>Signing:KeyId</c>, <c>Signing:PrivateKey</c> and, for a change of keys, <c>Signing:Announced:{keyId}</c>.</summary>
    /// <exception cref="InvalidOperationException">Missing, not a key, or one id for two.</exception>
    public static InstructionSigner From(IConfiguration configuration)
    {
        var (id, key) = (configuration["Signing:KeyId"], configuration["Signing:PrivateKey"]);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(key))
            throw new SettingException("Signing:KeyId or Signing:PrivateKey is missing");
        var announced = configuration.GetSection("Signing:Announced").GetChildren().ToDictionary(other => other.Key, other => other.Value ?? "");
        foreach (var (otherId, other) in announced)
            if (!Sm2.IsPublicKey(other)) throw new SettingException($"Signing:Announced:{otherId} is not an SM2 public key (04… in hex)");
        // Also in another casing: a bank that looks the id up must not have to know which casing is which key.
        if (announced.Keys.Contains(id, StringComparer.OrdinalIgnoreCase))
            throw new SettingException($"Signing:Announced:{id} is the id of the key in force; announce the next or the previous one");
        try
        {
            return new InstructionSigner(id, key, announced);
        }
        catch (FormatException wrong)
        {
            throw new SettingException($"Signing:PrivateKey: {wrong.Message}", wrong);
        }
    }

    /// <summary>The signature of an instruction.</summary>
    public InstructionEvidence Sign(PaymentInstructed instruction) =>
        new(_keyId, Convert.ToBase64String(Sm2.Sign(_privateKey, Encoding.UTF8.GetBytes(InstructionText.For(instruction)))));
}
