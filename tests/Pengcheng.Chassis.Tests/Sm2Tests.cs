using System.Text;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Chassis.Tests;

/// <summary>Signatures that others verify, and keys that others made.</summary>
public sealed class Sm2Tests
{
    // Key pair of GM/T 0003.5, annex A.
    private const string Private = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private const string X = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020", Y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13", Public = "04" + X + Y;

    [Test]
    public void The_public_key_belongs_to_the_private_one() => Assert.That(Sm2.PublicKeyOf(Private), Is.EqualTo(Public));

    [Test]
    public void A_signature_verifies_for_its_message_and_key_only()
    {
        var message = Encoding.UTF8.GetBytes("message digest");
        var signature = Sm2.Sign(Private, message);

        Assert.That(Sm2.Verify(Public, message, signature), Is.True);
        Assert.That(Sm2.Verify(Public, Encoding.UTF8.GetBytes("message digesu"), signature), Is.False);
        Assert.That(Sm2.Verify(Sm2.PublicKeyOf(Sm2.NewPrivateKey()), message, signature), Is.False);
    }

    [Test]
    public void The_standards_own_signature_verifies()
    {
        // r and s of GM/T 0003.5, annex A: "message digest", signer id 1234567812345678.
        const string r = "00f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3", s = "00b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
        var der = Convert.FromHexString($"30460221{r}0221{s}");

        Assert.That(Sm2.Verify(Public, Encoding.ASCII.GetBytes("message digest"), der), Is.True);
    }

    [Test]
    public void Many_sign_and_verify_at_once_with_keys_that_are_new_to_all()
    {
        for (var round = 0; round < 20; round++)
        {
            var (mine, others) = (Sm2.NewPrivateKey(), Sm2.PublicKeyOf(Sm2.NewPrivateKey()));
            var own = Sm2.PublicKeyOf(mine);
            Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
            {
                var message = Encoding.UTF8.GetBytes($"message {i}");
                var signature = Sm2.Sign(mine, message);
                Assert.That(Sm2.Verify(own, message, signature), Is.True);
                Assert.That(Sm2.Verify(own, "another"u8, signature), Is.False);
                Assert.That(Sm2.Verify(others, message, signature), Is.False);
            });
        }
    }

    [Test]
    public void The_same_key_in_another_string_is_the_same_key()
    {
        var signature = Sm2.Sign(Private, "message"u8);
        Assert.That(Sm2.Verify(new string(Public), "message"u8, signature), Is.True);
        Assert.That(Sm2.Verify(Public.ToUpperInvariant(), "message"u8, Sm2.Sign(new string(Private), "message"u8)), Is.True);
    }

    [Test]
    public void No_two_signatures_over_one_text_are_alike()
    {
        var signatures = Enumerable.Range(0, 64).AsParallel().Select(_ => Convert.ToHexString(Sm2.Sign(Private, "message"u8)));
        Assert.That(signatures.Distinct().Count(), Is.EqualTo(64));
    }

    [TestCase("")]
    [TestCase("00")]
    [TestCase("30460221")]
    [TestCase("3006020100020100")]
    [TestCase("ffffffffffffffffffffffffffffffff")]
    public void Garbage_is_not_a_signature(string der) => Assert.That(Sm2.Verify(Public, "message"u8, Convert.FromHexString(der)), Is.False);

    [TestCase(Public, true)]
    [TestCase("", false)]
    [TestCase("04", false)]
    [TestCase("zz", false)]
    [TestCase("05" + X + Y, false)]
    [TestCase("04" + X + X, false)]
    [TestCase("03" + X, false)]
    public void A_public_key_is_a_point_of_the_curve_uncompressed(string key, bool isOne) => Assert.That(Sm2.IsPublicKey(key), Is.EqualTo(isOne));

    [TestCase("")]
    [TestCase("00")]
    [TestCase("0000000000000000000000000000000000000000000000000000000000000000")]
    [TestCase("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122", TestName = "n - 1")]
    [TestCase("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void What_is_no_scalar_is_no_private_key(string key) => Assert.That(() => Sm2.PublicKeyOf(key), Throws.TypeOf<FormatException>());

    [Test]
    public void A_new_private_key_is_one_of_its_own()
    {
        var (one, other) = (Sm2.NewPrivateKey(), Sm2.NewPrivateKey());
        Assert.That(one, Is.Not.EqualTo(other).And.Match("^[0-9a-f]{64}$"));
        Assert.That(Sm2.IsPublicKey(Sm2.PublicKeyOf(one)), Is.True);
    }
}
