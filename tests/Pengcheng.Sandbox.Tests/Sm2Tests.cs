using System.Text;

namespace Pengcheng.Sandbox.Tests;

public sealed class Sm2Tests
{
    // Key pair of GM/T 0003.5, annex A.
    private const string Private = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private const string Public = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";

    [Test]
    public void The_public_key_belongs_to_the_private_one() => Assert.That(Sm2.PublicKey(Private), Is.EqualTo(Public));

    [Test]
    public void A_signature_verifies_for_its_message_and_key_only()
    {
        var message = Encoding.UTF8.GetBytes("message digest");
        var signature = Sm2.Sign(Private, message);

        Assert.That(Sm2.Verify(Public, message, signature), Is.True);
        Assert.That(Sm2.Verify(Public, Encoding.UTF8.GetBytes("message digesu"), signature), Is.False);
        Assert.That(Sm2.Verify(Sm2.PublicKey(SandboxServer.RegistryKey), message, signature), Is.False);
    }

    [Test]
    public void The_standards_own_signature_verifies()
    {
        // r and s of GM/T 0003.5, annex A: "message digest", signer id 1234567812345678.
        const string r = "00f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3", s = "00b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
        var der = Convert.FromHexString($"30460221{r}0221{s}");

        Assert.That(Sm2.Verify(Public, Encoding.ASCII.GetBytes("message digest"), der), Is.True);
    }

    [TestCase("")]
    [TestCase("04")]
    [TestCase("zz")]
    [TestCase("05aabb")]
    public void A_malformed_key_verifies_nothing(string key)
        => Assert.That(Sm2.Verify(key, "message"u8, Sm2.Sign(Private, "message"u8)), Is.False);
}
