using FsCheck;
using FsCheck.Fluent;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Tests;

/// <summary>The algorithms against a second, independent statement of each, and what they are for: finding typing errors.</summary>
public sealed class CheckDigitTests
{
    private static readonly Gen<string> Any17 = Valid.Digits(17);

    [Test]
    public void Mod_11_2_is_the_recursion_of_iso_7064() => Holds.ForAll(Any17, digits =>
    {
        var product = digits.Aggregate(0, (p, c) => (p + c - '0') * 2 % 11);
        var check = (12 - product) % 11;
        Assert.That(CheckDigits.Mod11_2(digits), Is.EqualTo(check == 10 ? 'X' : (char)('0' + check)));
    });

    [Test]
    public void Mod_31_makes_the_weighted_sum_a_multiple_of_31() => Holds.ForAll(Valid.From(CheckDigits.CreditCodeAlphabet, 17), body =>
    {
        var (sum, weight) = (0, 1);
        foreach (var c in body + CheckDigits.Mod31(body))
        {
            sum += CheckDigits.CreditCodeAlphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        // The check character has weight 3^17 = 22, which is not 1: the standard adds it unweighted.
        sum += CheckDigits.CreditCodeAlphabet.IndexOf(CheckDigits.Mod31(body), StringComparison.Ordinal) * (1 - 22);
        Assert.That(sum % 31, Is.Zero);
    });

    [Test]
    public void Mod_31_of_remainder_zero_is_zero() => Assert.That(CheckDigits.Mod31("00000000000000000"), Is.EqualTo('0'));

    [Test]
    public void Mod_11_10_leaves_one_at_the_end_of_the_recursion() => Holds.ForAll(Valid.Digits(11), digits =>
    {
        var product = 10;
        foreach (var c in digits)
        {
            product = ((product + c - '0') % 10 is 0 ? 10 : (product + c - '0') % 10) * 2 % 11;
        }

        Assert.That((product + CheckDigits.Mod11_10(digits) - '0') % 10, Is.EqualTo(1));
    });

    [TestCase("L898902C3", '6', TestName = "ICAO 9303 part 4, specimen passport number")]
    [TestCase("740812", '2', TestName = "ICAO 9303 part 4, specimen birth date")]
    [TestCase("120415", '9', TestName = "ICAO 9303 part 4, specimen expiry date")]
    [TestCase("ZE184226B<<<<<", '1', TestName = "ICAO 9303 part 4, specimen personal number")]
    public void Icao_731(string text, char check) => Assert.That(CheckDigits.Icao731(text), Is.EqualTo(check));

    [TestCase("4111111111111111", true), TestCase("5500005555555559", true), TestCase("79927398713", true)]
    [TestCase("4111111111111112", false), TestCase("79927398710", false)]
    public void Luhn(string digits, bool holds) => Assert.That(CheckDigits.Luhn(digits), Is.EqualTo(holds));

    [TestCase("MA5EXX11", '3'), TestCase("27940001", '9')]
    public void Gb_11714(string eight, char check) => Assert.That(CheckDigits.Gb11714(eight), Is.EqualTo(check));

    [Test]
    public void One_wrong_character_is_always_found()
    {
        OneWrongCharacterIsFound<ResidentId>("0123456789");
        OneWrongCharacterIsFound<CnapsCode>("0123456789");
        OneWrongCharacterIsFound<BankCardNumber>("0123456789");
        OneWrongCharacterIsFound<DealNo>("0123456789");
        OneWrongCharacterIsFound<UnifiedSocialCreditCode>(CheckDigits.CreditCodeAlphabet);
    }

    [Test]
    public void Two_swapped_characters_of_a_resident_id_are_always_found() => Holds.ForAll(
        Valid.Of<ResidentId>().Zip(Gen.Choose(0, 16)), input =>
        {
            var (id, at) = input;
            var swapped = id[..at] + id[at + 1] + id[at] + id[(at + 2)..];
            Assert.That(ResidentId.TryParse(swapped, out _, out _), Is.EqualTo(swapped == id));
        });

    private static void OneWrongCharacterIsFound<T>(string alphabet) where T : IPlainText<T> => Holds.ForAll(
        from text in Valid.Of<T>()
        from at in Gen.Choose(0, text.Length - 1)
        from wrong in Gen.Elements(alphabet.ToCharArray())
        select (text, at, wrong),
        input =>
        {
            var changed = input.text[..input.at] + input.wrong + input.text[(input.at + 1)..];
            Assert.That(T.TryParse(changed, out _, out _), Is.EqualTo(changed == input.text), changed);
        });
}
