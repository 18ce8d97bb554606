using Pengcheng.Chassis.Errors;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Decisions;

/// <summary>Who signed it and when: the check itself, to the second.</summary>
public sealed class VerificationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly RegistryKeys Keys = Setup.KeysOf(Key.Current, Key.Old);
    private static readonly RawNotice Genuine = Centre.Signed("n-1234", Now);

    [Test]
    public void The_registrys_own_notice_passes() => Assert.That(Verification.Check(Genuine, Keys, Now), Is.Null);

    [Test]
    public void So_does_one_under_the_other_key_of_a_rotation() =>
        Assert.That(Verification.Check(Centre.Signed("n-1234", Genuine.Body, Now, Key.Old), Keys, Now), Is.Null);

    [Test]
    public void A_signature_made_with_OpenSSL_as_the_README_shows_fits()
    {
        var keys = RegistryKeys.From(Setup.Configuration(("openssl", "0478d9eef2736f023ddce0b0be4723e6b46e474e1b97a9413cab35b47d76b1fb5606afdd7f1f6096220201e73dffe9f3d68ca851e886cf2f835f97b5ecd1f37e4c")));
        var raw = new RawNotice(RawNotice.Http, "RERC-openssl", "openssl", "1772416800",
            "sm2,MEYCIQDFsRw90oaO9H/QHxEKWa/9XysLdjvKEkI6b4702rhD+AIhAJbR+4YuTViaA42cKJv70J53nM0VUL0tPk0pUj/MtQML", """{"notice":"粤"}"""u8.ToArray());
        Assert.That(Verification.Check(raw, keys, Now), Is.Null);
    }

    [Test]
    public void A_key_removed_after_the_rotation_is_unknown() =>
        Refuses(Centre.Signed("n-1234", Genuine.Body, Now, Key.Old), RegistryErrors.KeyUnknown, Setup.KeysOf(Key.Current));

    [Test]
    public void Each_part_that_is_signed_counts()
    {
        Refuses(Genuine with { NoticeId = "n-1235" }, RegistryErrors.SignatureInvalid);
        Refuses(Genuine with { Timestamp = $"{Now.ToUnixTimeSeconds() + 1}" }, RegistryErrors.SignatureInvalid);
        Refuses(Genuine with { Timestamp = $"0{Genuine.Timestamp}" }, RegistryErrors.SignatureInvalid);
        Refuses(Genuine with { Body = [.. Genuine.Body, (byte)' '] }, RegistryErrors.SignatureInvalid);
        Refuses(Genuine with { KeyId = Key.Old.Id }, RegistryErrors.SignatureInvalid);
    }

    [TestCase("http", -300, true)]
    [TestCase("http", -301, false)]
    [TestCase("http", 300, true)]
    [TestCase("http", 301, false)]
    [TestCase("amqp", -7 * 86400, true)]
    [TestCase("amqp", -7 * 86400 - 1, false)]
    [TestCase("amqp", 300, true)]
    [TestCase("amqp", 301, false)]
    public void The_time_may_be_so_far_from_now_and_no_further(string channel, int seconds, bool passes)
    {
        var refusal = Verification.Check(Centre.Signed("n-1234", Genuine.Body, Now.AddSeconds(seconds), channel: channel), Keys, Now);
        Assert.That(refusal?.Error, Is.EqualTo(passes ? null : RegistryErrors.TimestampOutside));
    }

    [Test]
    public void A_forged_notice_learns_nothing_about_our_clock() =>
        Refuses(Genuine with { Timestamp = "1" }, RegistryErrors.SignatureInvalid);

    [TestCase("sm2,")]
    [TestCase("sm2,AAAA")]
    [TestCase("sm2,not base64")]
    [TestCase("xsm2,AAAA")]
    public void What_is_no_signature_fits_nothing(string signature) => Refuses(Genuine with { Signature = signature }, RegistryErrors.SignatureInvalid);

    [Test]
    public void Only_the_first_four_signatures_are_looked_at()
    {
        Assert.That(Verification.Check(Genuine with { Signature = $"sm2,AAAA v1,AAAA sm2, {Genuine.Signature}" }, Keys, Now), Is.Null);
        Refuses(Genuine with { Signature = $"sm2,AAAA sm2,AAAA sm2,AAAA sm2,AAAA {Genuine.Signature}" }, RegistryErrors.SignatureInvalid);
    }

    [Test]
    public void What_is_missing_or_of_the_wrong_shape_is_named()
    {
        Names("webhook-id", Genuine with { NoticeId = "" }, Genuine with { NoticeId = new string('n', 65) }, Genuine with { NoticeId = "n 1" }, Genuine with { NoticeId = "公告" }, Genuine with { NoticeId = "n.1" });
        Names("webhook-key-id", Genuine with { KeyId = "" }, Genuine with { KeyId = "\0" }, Genuine with { KeyId = new string('k', 65) });
        Names("webhook-timestamp", Genuine with { Timestamp = "" }, Genuine with { Timestamp = "-1" }, Genuine with { Timestamp = "1e9" }, Genuine with { Timestamp = "253402300800" }, Genuine with { Timestamp = " 1" });
        Names("webhook-signature", Genuine with { Signature = "" }, Genuine with { Signature = "v1,AAAA" }, Genuine with { Signature = Genuine.Signature + "\0" }, Genuine with { Signature = "sm2," + new string('A', 2000) });
    }

    [Test]
    public void The_largest_body_passes_and_the_next_does_not()
    {
        Assert.That(Verification.Check(Centre.Signed("n-1234", new byte[Verification.LargestBody], Now), Keys, Now), Is.Null);
        Refuses(Centre.Signed("n-1234", new byte[Verification.LargestBody + 1], Now), RegistryErrors.BodyInvalid);
    }

    private static void Names(string header, params RawNotice[] spoilt)
    {
        foreach (var raw in spoilt)
            Assert.That(Verification.Check(raw, Keys, Now)?.ToString(), Is.EqualTo($"registry.header-missing: {header} is missing or malformed."));
    }

    private static void Refuses(RawNotice raw, Error error, RegistryKeys? keys = null) =>
        Assert.That(Verification.Check(raw, keys ?? Keys, Now)?.Error, Is.EqualTo(error));
}
