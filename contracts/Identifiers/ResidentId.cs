using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A resident identity number (居民身份证, GB 11643-1999) or that of a residence permit of Hong Kong, Macao or Taiwan
/// (港澳台居民居住证): 6 area, 8 birth date, 3 sequence, 1 check character by ISO 7064 MOD 11-2. Personal data.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<ResidentId>))]
public sealed record ResidentId : Identifier<ResidentId>, IPlainText<ResidentId>
{
    private ResidentId(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("resident-id", "resident ID", "居民身份证号码", "440301199003071230");

    /// <summary>Which document it is on.</summary>
    public ResidentIdKind Kind => KindOf(Text);

    /// <summary>The area of first registration, GB/T 2260; fixed for residence permits.</summary>
    public string Area => Text[..6];

    /// <summary>The holder's date of birth.</summary>
    public DateOnly BirthDate => Characters.IsDate(Text.AsSpan(6, 8), out var date) ? date : throw new InvalidOperationException();

    /// <summary>The holder's sex.</summary>
    public Sex Sex => Characters.SexOf(Text[16]);

    /// <summary>For logs: the area and the last two characters.</summary>
    public string Masked => Characters.Mask(Text, 6, 2);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out ResidentId value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var id = Characters.Upper(text ?? "");
        why = id.Length == 0 ? Format.Missing()
            : !HasShape(id) ? Format.Shape("17 digits and a digit or X", "17 位数字加 1 位数字或 X")
            : !IsArea(id) ? Format.Region()
            : !Characters.IsDate(id.AsSpan(6, 8), out _) ? Format.Date()
            : CheckDigits.Mod11_2(id.AsSpan(0, 17)) != id[17] ? Format.CheckDigit()
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new ResidentId(id);
        return true;
    }

    private static bool HasShape(string id) =>
        id.Length == 18 && Characters.AreDigits(id.AsSpan(0, 17)) && (id[17] == 'X' || char.IsAsciiDigit(id[17]));

    // 81 to 83 belong to residence permits, each with one fixed area; all others are counties of a province.
    private static bool IsArea(string id) => id[0] == '8'
        ? KindOf(id) != ResidentIdKind.Citizen
        : Characters.IsProvince(id.AsSpan(0, 2));

    private static ResidentIdKind KindOf(string id) => id[..6] switch
    {
        "810000" => ResidentIdKind.HongKong,
        "820000" => ResidentIdKind.Macao,
        "830000" => ResidentIdKind.Taiwan,
        _ => ResidentIdKind.Citizen,
    };
}

/// <summary>The document that carries the number.</summary>
[JsonConverter(typeof(KebabEnumConverter<ResidentIdKind>))]
public enum ResidentIdKind
{
    /// <summary>Resident identity card (居民身份证).</summary>
    Citizen,

    /// <summary>Residence permit for Hong Kong residents (港澳居民居住证, 810000).</summary>
    HongKong,

    /// <summary>Residence permit for Macao residents (港澳居民居住证, 820000).</summary>
    Macao,

    /// <summary>Residence permit for Taiwan residents (台湾居民居住证, 830000).</summary>
    Taiwan,
}
