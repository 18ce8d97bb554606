using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Pengcheng.Contracts.Identifiers;

namespace Pengcheng.Contracts.Tests;

/// <summary>Texts that each type must read, made from the published rules and not from the type under test.</summary>
internal static class Valid
{
    private static readonly Dictionary<Type, Gen<string>> ByType = new()
    {
        [typeof(Money)] = ArbMap.Default.GeneratorFor<long>().Select(fen => Money.Cny(fen).ToString()),
        [typeof(BasisPoints)] = ArbMap.Default.GeneratorFor<int>().Select(value => $"{value}bp"),
        [typeof(ResidentId)] = from area in Gen.Elements("440301", "110101", "810000", "820000", "830000", "650102")
                               from rest in Date.Zip(Digits(3), (date, sequence) => date + sequence)
                               select area + rest + CheckDigits.Mod11_2(area + rest),
        [typeof(PermanentResidentId)] = Gen.OneOf(
            from body in Gen.Elements("11", "44", "31").Zip(Digits(3), (province, country) => "9" + province + country)
            from rest in Date.Zip(Digits(3), (date, sequence) => date + sequence)
            select body + rest + CheckDigits.Mod11_2(body + rest),
            from country in From("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3)
            from date in Date
            from sequence in Digits(1)
            let body = $"{country}4403{date[2..]}{sequence}"
            select body + CheckDigits.Icao731(body)),
        [typeof(TravelPermit)] = Gen.OneOf(
            Gen.Elements("H", "M").Zip(Digits(8), string.Concat), Gen.Elements("H", "M").Zip(Digits(10), string.Concat),
            Gen.Elements("HA", "MA").Zip(Digits(7), string.Concat), Digits(8), Digits(10), From(Alphanumeric, 12)),
        [typeof(Passport)] = Gen.Choose(6, 9).SelectMany(length => From(Alphanumeric, length)),
        [typeof(UnifiedSocialCreditCode)] = from head in Gen.Elements("91440300", "12110000", "52310101")
                                            from eight in From(CheckDigits.CreditCodeAlphabet, 8)
                                            let body = head + eight + CheckDigits.Gb11714(eight)
                                            select body + CheckDigits.Mod31(body),
        [typeof(RealEstateUnitCode)] = from county in Gen.Elements("440304", "440305", "110108")
                                       from parcel in Digits(6).Zip(From("GJZ", 1), string.Concat).Zip(From("ABCDEFGHSWXY", 1), string.Concat)
                                       from serial in Digits(5)
                                       from fixture in Gen.OneOf(From("FLQ", 1).Zip(Digits(8), string.Concat), Gen.Constant("W00000000"))
                                       select county + parcel + serial + fixture,
        [typeof(CnapsCode)] = Digits(11).Select(body => body + CheckDigits.Mod11_10(body)),
        [typeof(BankCardNumber)] = from length in Gen.Choose(15, 18)
                                   from body in Digits(length)
                                   select Enumerable.Range(0, 10).Select(check => $"{body}{check}").Single(card => CheckDigits.Luhn(card)),
        [typeof(AccountNumber)] = from length in Gen.Choose(4, 30)
                                  from inner in From(Alphanumeric + "-", length)
                                  from ends in From(Alphanumeric, 2)
                                  select ends[0] + inner + ends[1],
        [typeof(OwnershipCertificateNo)] = Certificate("不动产权"),
        [typeof(MortgageProofNo)] = Certificate("不动产证明"),
        [typeof(DealNo)] = from date in Date
                           from sequence in Digits(6)
                           select "DY" + date + sequence + CheckDigits.Mod11_10(date + sequence),
    };

    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Properties, since the dictionary above is filled before fields that follow it.
    private static Gen<string> Date => Gen.Choose(0, 45_000)
        .Select(days => new DateOnly(1930, 1, 1).AddDays(days).ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    public static Gen<string> Of<T>() => ByType[typeof(T)];

    public static Gen<string> Digits(int length) => From("0123456789", length);

    public static Gen<string> From(string alphabet, int length) =>
        Gen.Elements(alphabet.ToCharArray()).ArrayOf(length).Select(chars => new string(chars));

    private static Gen<string> Certificate(string kind) =>
        from province in Gen.Elements("粤", "京", "沪", "新")
        from year in Gen.Choose(2015, 2099)
        from place in Gen.Elements("深圳市", "北京市海淀区", "惠州市惠阳区")
        from serial in Digits(7)
        select $"{province}({year}){place}{kind}第{serial}号";
}
