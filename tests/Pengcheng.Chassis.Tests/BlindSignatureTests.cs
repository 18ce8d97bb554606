using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Org.BouncyCastle.Math;
using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Chassis.Tests;

/// <summary>A signature of what the signer has not seen: genuine for what it is bound to, and for nothing else.</summary>
public sealed class BlindSignatureTests
{
    private const string Serial = "6f1c0a52b7de4e0f9a3d5c88e1b20417";

    // Synthetic, and too short for anything but tests.
    private static readonly BlindKey Key = new(
        new BigInteger("F2B651F3EC9D67D42CEE35470523F46F55E5AE0F08D817798E30CFFEC998F69FAE43CD1AA7D8E05C705E40A1CA8E3B3F9B5F5C69EFC5678D373A098DD91CA683", 16),
        new BigInteger("E98A179620FA2B1E7C10CE31FD2DD08D6235A53BFC6D11F3AC4F0D85B962B9AB3AA59FA019C9AE0FE923BCF953132E64DF0B99AC5B9A49CBCC8BC17E508A4FCF", 16));

    private static readonly BigInteger Blinder = new("123456789abcdef0123456789abcdef0fedcba98765432100123456789abcdef", 16);
    private static readonly BlindSignature Token = new("test-v1", Key.Modulus, "safety/2025Q1");

    [Test]
    public void What_is_signed_blind_is_genuine_for_its_serial_its_scheme_and_what_it_is_bound_to()
    {
        var signature = Token.Unblind(Token.Sign(Key, Token.Blind(Serial, Blinder)), Blinder);
        Assert.That(Token.IsGenuine(Serial, signature));
        Assert.That(Token.IsGenuine("another", signature), Is.False);
        Assert.That(new BlindSignature("test-v2", Key.Modulus, "safety/2025Q1").IsGenuine(Serial, signature), Is.False);
        Assert.That(new BlindSignature("test-v1", Key.Modulus, "safety/2025Q2").IsGenuine(Serial, signature), Is.False);
        foreach (var wrong in new[] { signature.Add(BigInteger.One), signature.Add(Key.Modulus), signature.Negate(), BigInteger.Zero })
            Assert.That(Token.IsGenuine(Serial, wrong), Is.False, $"{wrong}");
    }

    [Test]
    public void What_the_service_signs_tells_nothing_of_the_serial()
    {
        var blinded = Token.Blind(Serial, Blinder);
        Assert.That(blinded, Is.Not.EqualTo(Token.Blind(Serial, Blinder.Add(BigInteger.One))));
        // For whatever serial somebody guesses there is a blinder that makes the same blinded message: it fits them all.
        var guess = Token.Blind("another", BigInteger.One);
        var fitting = Token.Sign(Key, blinded.Multiply(guess.ModInverse(Key.Modulus)).Mod(Key.Modulus));
        Assert.That(Token.Blind("another", fitting), Is.EqualTo(blinded));
    }

    [Test]
    public void Another_key_signs_nothing_here()
    {
        var other = new BlindKey(Key.P, BigInteger.ValueOf(7));
        Assert.That(() => Token.Sign(other, BigInteger.Two), Throws.ArgumentException);
    }

    [TestCase("1", true)]
    [TestCase("00ff", true)]
    [TestCase("", false)]
    [TestCase("0", false)]
    [TestCase("-1", false)]
    [TestCase(" 1", false)]
    [TestCase("xyz", false)]
    public void A_number_on_the_wire_is_hex_above_zero(string hex, bool isOne) => Assert.That(Key.Read(hex) is not null, Is.EqualTo(isOne));

    [Test]
    public void A_number_on_the_wire_is_below_the_modulus()
    {
        Assert.That(Key.Read(Key.Modulus.Subtract(BigInteger.One).ToString(16)), Is.EqualTo(Key.Modulus.Subtract(BigInteger.One)));
        Assert.That(Key.Read(Key.Modulus.ToString(16)), Is.Null);
        Assert.That(Key.Read(new string('1', 2049)), Is.Null);
    }

    [Test]
    public void A_key_is_read_from_its_setting_or_stops_the_start()
    {
        Assert.That(BlindKey.From(Setting(Generated(2048)), "Key").Modulus.BitLength, Is.EqualTo(2048));
        foreach (var (text, why) in new[] { ("", "is missing"), ("not base64", "is not an RSA key"), (Generated(1024), "1024 bits, 2048 are needed"), ("AAAA", "is not an RSA key") })
            Assert.That(() => BlindKey.From(Setting(text), "Key"), Throws.TypeOf<SettingException>().With.Message.Contains(why), why);
    }

    private static IConfiguration Setting(string text) => new ConfigurationBuilder().AddInMemoryCollection([new("Key", text)]).Build();

    private static string Generated(int bits)
    {
        using var rsa = RSA.Create(bits);
        return Convert.ToBase64String(rsa.ExportPkcs8PrivateKey());
    }
}
