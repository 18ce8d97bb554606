using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A mainland travel permit: for residents of Hong Kong and Macao (港澳居民来往内地通行证) or of Taiwan
/// (台湾居民来往大陆通行证). There is no public check digit; the shapes are those in circulation. Personal data.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<TravelPermit>))]
public sealed record TravelPermit : Identifier<TravelPermit>, IPlainText<TravelPermit>
{
    private TravelPermit(string text, TravelPermitKind kind) : base(text) => Kind = kind;

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("travel-permit", "mainland travel permit number", "通行证号码", "H01234567");

    /// <summary>Which permit, told from the shape.</summary>
    public TravelPermitKind Kind { get; }

    /// <summary>For logs: the first and the last two characters.</summary>
    public string Masked => Characters.Mask(Text, 1, 2);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out TravelPermit value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var number = Characters.Upper(text ?? "");
        if (KindOf(number) is not { } kind)
        {
            why = number.Length == 0 ? Format.Missing() : Format.Shape(
                "H or M with 8 or 10 digits, HA or MA with 7 digits, 8 digits, or 10 to 12 letters and digits",
                "H 或 M 加 8 或 10 位数字、HA 或 MA 加 7 位数字、8 位数字，或 10 至 12 位字母数字");
            return false;
        }

        (value, why) = (new TravelPermit(number, kind), null);
        return true;
    }

    // Order matters: a legacy Hong Kong number would also pass as a single-trip permit of Taiwan.
    private static TravelPermitKind? KindOf(string number) => number switch
    {
        ['H' or 'M', .. { Length: 8 } digits] when Characters.AreDigits(digits) => TravelPermitKind.HongKongMacao,
        ['H' or 'M', .. { Length: 10 } digits] when Characters.AreDigits(digits) => TravelPermitKind.HongKongMacaoLegacy,
        ['H' or 'M', 'A', .. { Length: 7 } digits] when Characters.AreDigits(digits) => TravelPermitKind.HongKongMacaoNonChinese,
        { Length: 8 } when Characters.AreDigits(number) => TravelPermitKind.Taiwan,
        { Length: 10 or 11 } when Characters.AreDigits(number.AsSpan(0, 10)) && Characters.AreLetters(number.AsSpan(10)) => TravelPermitKind.TaiwanLegacy,
        { Length: >= 10 and <= 12 } when Characters.AreLettersOrDigits(number) => TravelPermitKind.TaiwanSingleTrip,
        _ => null,
    };
}

/// <summary>The permits in circulation.</summary>
[JsonConverter(typeof(KebabEnumConverter<TravelPermitKind>))]
public enum TravelPermitKind
{
    /// <summary>Card since 2013: H or M and 8 digits.</summary>
    HongKongMacao,

    /// <summary>Before 2013: two more digits count the re-issues.</summary>
    HongKongMacaoLegacy,

    /// <summary>For residents who are not Chinese nationals: HA or MA and 7 digits.</summary>
    HongKongMacaoNonChinese,

    /// <summary>Card: 8 digits.</summary>
    Taiwan,

    /// <summary>Booklet: 10 digits, with or without a letter.</summary>
    TaiwanLegacy,

    /// <summary>For one journey: 10 to 12 letters and digits.</summary>
    TaiwanSingleTrip,
}
