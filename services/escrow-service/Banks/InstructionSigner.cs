using System.Text;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Escrow.Clearing;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Banks;

/// <summary>Signs instructions with the platform's SM2 key (I10). Banks fetch its public half from <c>/escrow/v1/signing-keys</c>.</summary>
public sealed class InstructionSigner
{
    private readonly string _privateKey;

    private InstructionSigner(string keyId, string privateKey) => (KeyId, _privateKey, PublicKey) = (keyId, privateKey, Sm2.PublicKeyOf(privateKey));

    /// <summary>Which key.</summary>
    public string KeyId { get; }

    /// <summary>Uncompressed (04…), hex.</summary>
    public string PublicKey { get; }

    /// <summary>From <c>Signing:KeyId</c> and <c>Signing:PrivateKey</c>.</summary>
    /// <exception cref="InvalidOperationException">Missing or not a key.</exception>
    public static InstructionSigner From(IConfiguration configuration)
    {
        var (id, key) = (configuration["Signing:KeyId"], configuration["Signing:PrivateKey"]);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(key))
            throw new InvalidOperationException("escrow-service can't start: Signing:KeyId or Signing:PrivateKey is missing.");
        try
        {
            return new InstructionSigner(id, key);
        }
        catch (FormatException wrong)
        {
            throw new InvalidOperationException($"escrow-service can't start: Signing:PrivateKey: {wrong.Message}", wrong);
        }
    }

    /// <summary>The signature of an instruction.</summary>
    public InstructionEvidence Sign(PaymentInstructed instruction) =>
        new(KeyId, Convert.ToBase64String(Sm2.Sign(_privateKey, Encoding.UTF8.GetBytes(InstructionText.For(instruction)))));
}
