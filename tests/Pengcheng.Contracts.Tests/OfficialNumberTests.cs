using Pengcheng.Contracts.Identifiers;
using static Pengcheng.Contracts.Tests.IdentifierTests;

namespace Pengcheng.Contracts.Tests;

/// <summary>Credit codes with their allow-list, certificates with their brackets, and the platform's own deal numbers.</summary>
public sealed class OfficialNumberTests
{
    [TestCase("91440300MA5EXX113N", "MA5EXX113"), TestCase("91440300279400019J", "279400019")]
    public void A_credit_code_contains_the_organisation_code(string text, string organisation)
    {
        var code = UnifiedSocialCreditCode.Parse(text);
        Assert.That((code.Organisation, code.Area, code.IsLegacy), Is.EqualTo((organisation, "440300", false)));
    }

    [TestCase("91440300MA5EXX113I", "shape"), TestCase("91440300MA5EXX113", "shape"), TestCase("91AA0300MA5EXX113N", "shape")]
    [TestCase("91440300MA5EXX113M", "check-digit")]
    public void A_wrong_credit_code_is_refused(string text, string reason) => Refused<UnifiedSocialCreditCode>(text, reason);

    [Test]
    public void A_credit_code_whose_organisation_code_does_not_check_is_refused()
    {
        var body = "91440300MA5EXX114";
        Refused<UnifiedSocialCreditCode>(body + CheckDigits.Mod31(body), "check-digit");
    }

    [Test, NonParallelizable]
    public void A_wrong_check_character_is_a_soft_refusal_until_the_code_is_on_the_allow_list()
    {
        const string early = "91440300MA5EXX113M";
        Assert.That(UnifiedSocialCreditCode.TryParse(early, out _, out var why), Is.False);
        Assert.That(why!.Soft, Is.True);

        UnifiedSocialCreditCode.AllowLegacy([early.ToLowerInvariant()]);
        try
        {
            Assert.That(UnifiedSocialCreditCode.Parse(early).IsLegacy, Is.True);
            Refused<UnifiedSocialCreditCode>("91440300MA5EXX113P", "check-digit");
        }
        finally
        {
            UnifiedSocialCreditCode.AllowLegacy([]);
        }

        Assert.That(UnifiedSocialCreditCode.TryParse(early, out _, out _), Is.False);
    }

    [Test]
    public void The_allow_list_takes_nothing_that_has_not_the_shape() =>
        Assert.That(() => UnifiedSocialCreditCode.AllowLegacy(["O"]), Throws.TypeOf<RefusedFormatException>());

    [TestCase("粤(2024)深圳市不动产权第0123456号"), TestCase("粤（2024）深圳市不动产权第0123456号"), TestCase("粤（2024)深圳市不动产权第0123456号")]
    public void Certificates_have_half_width_brackets_once_read(string text)
    {
        var certificate = OwnershipCertificateNo.Parse(text);
        Assert.That(certificate.ToString(), Is.EqualTo("粤(2024)深圳市不动产权第0123456号"));
        Assert.That(certificate.Year, Is.EqualTo(2024));
    }

    [Test]
    public void Proof_of_a_mortgage_and_certificate_of_ownership_are_not_taken_for_each_other()
    {
        Assert.That(MortgageProofNo.Parse("粤（2024）深圳市不动产证明第0123456号").ToString(), Is.EqualTo("粤(2024)深圳市不动产证明第0123456号"));
        Refused<MortgageProofNo>("粤(2024)深圳市不动产权第0123456号", "shape");
        Refused<OwnershipCertificateNo>("粤(2024)深圳市不动产证明第0123456号", "shape");
    }

    [TestCase("龘(2024)深圳市不动产权第0123456号"), TestCase("粤(1924)深圳市不动产权第0123456号"), TestCase("粤(2024)深圳市不动产权第123456号")]
    [TestCase("粤(2024)深圳市不动产权第０123456号"), TestCase("粤[2024]深圳市不动产权第0123456号"), TestCase("粤(2024)深圳市不动产权第0123456号\n")]
    public void A_wrong_certificate_is_refused(string text) => Refused<OwnershipCertificateNo>(text, "shape");

    [Test]
    public void A_deal_number_is_date_sequence_and_check_digit()
    {
        var number = DealNo.Create(new DateOnly(2025, 3, 7), 42);
        Assert.That(number.ToString(), Does.StartWith("DY20250307000042").And.Length.EqualTo(17));
        Assert.That((number.OpenedOn, number.Sequence), Is.EqualTo((new DateOnly(2025, 3, 7), 42)));
        Assert.That(DealNo.Parse(number.ToString().ToLowerInvariant()), Is.EqualTo(number));
    }

    [TestCase(-1), TestCase(1_000_000)]
    public void A_day_has_a_million_deal_numbers(int sequence) =>
        Assert.That(() => DealNo.Create(new DateOnly(2025, 3, 7), sequence), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_wrong_deal_number_is_refused()
    {
        Refused<DealNo>("DX202503070000420", "shape");
        var impossible = "20250230000042";
        Refused<DealNo>("DY" + impossible + CheckDigits.Mod11_10(impossible), "date");
        var good = DealNo.Create(new DateOnly(2025, 3, 7), 42).ToString();
        Refused<DealNo>(good[..16] + (good[16] == '0' ? '1' : '0'), "check-digit");
    }
}
