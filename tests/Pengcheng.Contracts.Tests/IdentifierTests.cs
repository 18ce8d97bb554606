using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Tests;

/// <summary>The dossier's synthetic numbers, what each tells, and the reason for which each wrong one is refused.</summary>
public sealed class IdentifierTests
{
    [TestCase("440301199003071230", ResidentIdKind.Citizen, Sex.Male, "1990-03-07")]
    [TestCase("440304198511200021", ResidentIdKind.Citizen, Sex.Female, "1985-11-20")]
    [TestCase("820000198808080015", ResidentIdKind.Macao, Sex.Male, "1988-08-08")]
    public void A_resident_id_tells_document_sex_and_birth_date(string text, ResidentIdKind kind, Sex sex, string birth)
    {
        var id = ResidentId.Parse(text);
        Assert.That((id.Kind, id.Sex, id.BirthDate), Is.EqualTo((kind, sex, DateOnly.ParseExact(birth, "yyyy-MM-dd"))));
    }

    [Test]
    public void A_small_x_is_read_as_a_capital_one()
    {
        var withX = Enumerable.Range(0, 1000).Select(i => $"44030119900307{i:000}").Select(body => body + CheckDigits.Mod11_2(body)).First(id => id.EndsWith('X'));
        Assert.That(ResidentId.Parse(withX.ToLowerInvariant()).ToString(), Is.EqualTo(withX));
    }

    [TestCase("440301199003071231", "check-digit")]
    [TestCase("44030119900307123", "shape")]
    [TestCase("44030119900307123Y", "shape")]
    [TestCase("44030１199003071230", "shape")]
    [TestCase(" 440301199003071230", "shape")]
    [TestCase("440301199002301230", "date")]
    [TestCase("440301199013071230", "date")]
    [TestCase("990301199003071230", "region")]
    [TestCase("820001198808080015", "region")]
    [TestCase("", "missing")]
    [TestCase(null, "missing")]
    public void A_wrong_resident_id_is_refused(string? text, string reason) => Refused<ResidentId>(text, reason);

    [TestCase("911840199003070014", true, "840", Sex.Male, "1990-03-07")]
    [TestCase("944840197602140028", true, "840", Sex.Female, "1976-02-14")]
    [TestCase("USA440390030713", false, "USA", Sex.Male, null)]
    [TestCase("GBR440385112020", false, "GBR", Sex.Female, null)]
    public void A_permanent_resident_id_of_either_version_is_read(string text, bool is2023, string country, Sex sex, string? birth)
    {
        var id = PermanentResidentId.Parse(text);
        Assert.That((id.IsVersion2023, id.Country, id.Sex, id.BirthDate?.ToString("yyyy-MM-dd")), Is.EqualTo((is2023, country, sex, birth)));
    }

    [TestCase("911840199003070015", "check-digit")]
    [TestCase("USA440390030714", "check-digit")]
    [TestCase("811840199003070014", "shape")]
    [TestCase("U1A440390030713", "shape")]
    [TestCase("999840199003070014", "region")]
    [TestCase("911840199002300014", "date")]
    [TestCase("USA440390023013", "date")]
    public void A_wrong_permanent_resident_id_is_refused(string text, string reason) => Refused<PermanentResidentId>(text, reason);

    [Test]
    public void A_leap_day_of_either_century_is_a_date_of_the_old_version()
    {
        const string bornIn2000Not1900 = "USA44030002291";
        Assert.That(PermanentResidentId.TryParse(bornIn2000Not1900 + CheckDigits.Icao731(bornIn2000Not1900), out _, out _), Is.True);
    }

    [TestCase("H01234567", TravelPermitKind.HongKongMacao)]
    [TestCase("m0123456701", TravelPermitKind.HongKongMacaoLegacy)]
    [TestCase("HA0123456", TravelPermitKind.HongKongMacaoNonChinese)]
    [TestCase("01234567", TravelPermitKind.Taiwan)]
    [TestCase("0123456789", TravelPermitKind.TaiwanLegacy)]
    [TestCase("0123456789B", TravelPermitKind.TaiwanLegacy)]
    [TestCase("0123456789AB", TravelPermitKind.TaiwanSingleTrip)]
    public void A_travel_permit_tells_its_kind(string text, TravelPermitKind kind) => Assert.That(TravelPermit.Parse(text).Kind, Is.EqualTo(kind));

    [TestCase("H0123456"), TestCase("K01234567"), TestCase("012345678"), TestCase("H０1234567"), TestCase("0123456789ABC")]
    public void A_wrong_travel_permit_is_refused(string text) => Refused<TravelPermit>(text, "shape");

    [TestCase("E12345678", true), TestCase("EA1234567", true), TestCase("L898902C3", false), TestCase("123456", false)]
    public void A_passport_tells_whether_it_has_the_chinese_shape(string text, bool chinese) =>
        Assert.That(Passport.Parse(text).HasChineseShape, Is.EqualTo(chinese));

    [Test]
    public void A_passport_gives_its_check_digit_of_the_machine_readable_zone() =>
        Assert.That(Passport.Parse("L898902C3").MrzCheckDigit, Is.EqualTo('6'));

    [TestCase("12345"), TestCase("E123456789"), TestCase("E1234567<")]
    public void A_wrong_passport_is_refused(string text) => Refused<Passport>(text, "shape");

    [TestCase("440304005003GB00012F00010203"), TestCase("440304005003GB00012W00000000")]
    public void A_real_estate_unit_is_parcel_and_fixture(string text)
    {
        var unit = RealEstateUnitCode.Parse(text);
        Assert.That((unit.County, unit.Parcel, unit.Parcel + unit.Fixture), Is.EqualTo(("440304", "440304005003GB00012", text)));
    }

    [TestCase("440304005003GB00012F0001020", "shape"), TestCase("440304005003KB00012F00010203", "shape")]
    [TestCase("440304005003GI00012F00010203", "shape"), TestCase("440304005003GB00012K00010203", "shape")]
    [TestCase("440304005003GB00012W00000001", "shape"), TestCase("990304005003GB00012F00010203", "region")]
    public void A_wrong_real_estate_unit_is_refused(string text, string reason) => Refused<RealEstateUnitCode>(text, reason);

    [TestCase("102584002008", "102"), TestCase("104584000003", "104"), TestCase("308584000013", "308")]
    public void A_bank_branch_tells_bank_and_city(string text, string bank) =>
        Assert.That((CnapsCode.Parse(text).Bank, CnapsCode.Parse(text).City), Is.EqualTo((bank, "5840")));

    [TestCase("102584002009", "check-digit"), TestCase("10258400200", "shape"), TestCase("10258400200X", "shape")]
    public void A_wrong_bank_branch_is_refused(string text, string reason) => Refused<CnapsCode>(text, reason);

    [Test]
    public void A_bank_card_needs_luhn_and_length()
    {
        Assert.That(BankCardNumber.Parse("4111111111111111").Masked, Is.EqualTo("411111******1111"));
        Refused<BankCardNumber>("4111111111111112", "check-digit");
        Refused<BankCardNumber>("79927398713", "shape");
        Refused<BankCardNumber>("4111 1111 1111 1111", "shape");
    }

    [TestCase("4000010229200880001", "4000010229200880001"), TestCase("ab-12-cd", "AB-12-CD")]
    public void A_bank_account_has_capital_letters(string text, string canonical) =>
        Assert.That(AccountNumber.Parse(text).ToString(), Is.EqualTo(canonical));

    [TestCase("12345"), TestCase("-12345"), TestCase("12345-"), TestCase("123 456"), TestCase("000000000000000000000000000000001"), TestCase("１２３４５６"), TestCase("abc\u017f123"), TestCase("abc\u0131123")]
    public void A_wrong_bank_account_is_refused(string text) => Refused<AccountNumber>(text, "shape");

    [TestCase("440301199003071230", "440301**********30")]
    public void Personal_numbers_have_a_masked_form_for_logs(string text, string masked)
    {
        Assert.That(ResidentId.Parse(text).Masked, Is.EqualTo(masked));
        Assert.That(AccountNumber.Parse("123456").Masked, Is.EqualTo("**3456"));
    }

    internal static void Refused<T>(string? text, string reason) where T : IPlainText<T>
    {
        Assert.That(T.TryParse(text, out _, out var why), Is.False);
        Assert.That(why!.Code, Is.EqualTo($"{T.Format.Code}.{reason}"));
        Assert.That(text is { Length: >= 15 } && why.English.Contains(text, StringComparison.Ordinal), Is.False, "a reason repeats no personal number");
    }
}
