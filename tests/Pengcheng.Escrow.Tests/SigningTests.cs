using Pengcheng.Chassis;
using System.Text;
using Microsoft.Extensions.Configuration;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Escrow.Banks;

namespace Pengcheng.Escrow.Tests;

/// <summary>I10: no instruction is sent whose signature is not in the history.</summary>
public sealed class SigningTests
{
    [Test]
    public void Each_sending_leaves_its_signature_and_its_day()
    {
        var c = Stages.PaidOff().PaySeller(2);
        var reference = c.Deal.Payments.Line(2)!.Current!.Reference;
        c.Done((d, f, p) => SignInstruction.Decide(d, new SignInstruction(reference, new InstructionEvidence("k1", "first"), true), f, p));
        c.Advance(1).Done((d, f, p) => SignInstruction.Decide(d, new SignInstruction(reference, new InstructionEvidence("k1", "second"), true), f, p));
        Assert.That(c.Single<InstructionSigned>().Signature, Is.EqualTo("second"));
        Assert.That(c.Deal.Payments.Line(2)!.Current!.SentOn, Is.EqualTo(new DateOnly(2025, 3, 11)));
    }

    [Test]
    public void What_is_no_longer_to_be_sent_is_not_signed()
    {
        var c = Stages.Cleared().Answer(1, PaymentAnswer.Settled);
        var reference = c.Deal.Payments.Line(1)!.Current!.Reference;
        c.Done((d, f, p) => SignInstruction.Decide(d, new SignInstruction(reference, new InstructionEvidence("k1", "late"), true), f, p)).Nothing();
    }

    [Test]
    public void What_was_instructed_and_not_sent_is_not_sent_after_a_freeze()
    {
        var c = Stages.Cleared().Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p));
        c.Sign(1).Said(typeof(PaymentNotFound));
        c.Instruct(1).Said(typeof(PaymentHeld));
        c.Done((d, f, p) => UnfreezeDeal.Decide(d, new UnfreezeDeal("O-1"), f, p)).Instruct(1).Said(typeof(PaymentInstructed));
        Assert.That(c.Single<PaymentInstructed>().AttemptGroup, Is.EqualTo(2));
    }

    [Test]
    public void Nothing_is_sent_while_statement_and_ledger_differ()
    {
        var c = Stages.PaidOff().PaySeller(2).Sign(2, accountInOrder: false).Said(typeof(PaymentNotFound));
        Assert.That(c.Deadlines["pay:2"].Command, Is.EqualTo(new PaySeller(2)));
    }

    [Test]
    public void What_was_sent_before_the_freeze_and_is_not_known_to_the_bank_is_not_sent_again()
    {
        var c = Stages.Cleared().Sign(1).Done((d, f, p) => FreezeDeal.Decide(d, new FreezeDeal("O-1", FreezeScope.Whole), f, p));
        Assert.That(c.Sign(1).Single<PaymentNotFound>().Final, Is.False, "it may still be on its way");
    }

    [Test]
    public void One_key_signs_and_the_announced_ones_are_published_beside_it()
    {
        var (next, last) = (Sm2.PublicKeyOf(Sm2.NewPrivateKey()), Sm2.PublicKeyOf(Sm2.NewPrivateKey()));
        var signer = Signer(("Signing:Announced:k1", last), ("Signing:Announced:k3", next));
        Assert.That(signer.PublicKeys.Select(key => (key.Key, key.Value)), Is.EqualTo(new[] { ("k2", Sm2.PublicKeyOf(Key)), ("k1", last), ("k3", next) }));
    }

    [Test]
    public void Without_a_change_of_keys_one_is_published() =>
        Assert.That(Signer().PublicKeys, Is.EqualTo(new[] { KeyValuePair.Create("k2", Sm2.PublicKeyOf(Key)) }));

    [Test]
    public void An_instruction_is_signed_with_the_key_in_force()
    {
        var signer = Signer(("Signing:Announced:k3", Sm2.PublicKeyOf(Sm2.NewPrivateKey())));
        var instruction = Stages.Cleared().Events.OfType<PaymentInstructed>().First();
        var evidence = signer.Sign(instruction);
        Assert.That(evidence.KeyId, Is.EqualTo("k2"));
        Assert.That(signer.PublicKeys.Where(key => Sm2.Verify(key.Value, Encoding.UTF8.GetBytes(InstructionText.For(instruction)), Convert.FromBase64String(evidence.Signature)))
            .Select(key => key.Key), Is.EqualTo(new[] { "k2" }));
    }

    [TestCase("Signing:Announced:k3", "04aa", "Signing:Announced:k3 is not an SM2 public key")]
    [TestCase("Signing:Announced:k2", Point, "Signing:Announced:k2 is the id of the key in force")]
    [TestCase("Signing:Announced:K2", Point, "Signing:Announced:k2 is the id of the key in force")]
    [TestCase("Signing:KeyId", "", "Signing:KeyId or Signing:PrivateKey is missing")]
    [TestCase("Signing:PrivateKey", "00", "Signing:PrivateKey: An SM2 private key is 32 bytes in hex")]
    public void Wrong_keys_are_told_at_the_start(string setting, string value, string message) =>
        Assert.That(() => Signer((setting, value)), Throws.TypeOf<SettingException>().With.Message.Contains(message));

    private const string Key = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";

    private const string Point = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";

    private static InstructionSigner Signer(params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Signing:KeyId"] = "k2", ["Signing:PrivateKey"] = Key };
        foreach (var (name, value) in more) settings[name] = value;
        return InstructionSigner.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
