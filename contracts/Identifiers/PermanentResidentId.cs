using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A foreigner's permanent resident ID (外国人永久居留身份证). Since December 2023 18 characters: 9, province of first
/// issue, ISO 3166-1 numeric country, birth date, sequence, check by MOD 11-2. Before, and still valid, 15: ISO alpha-3
/// country, 4-digit place, birth date yyMMdd, sequence, check by ICAO 7-3-1. Personal data.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<PermanentResidentId>))]
public sealed record PermanentResidentId : Identifier<PermanentResidentId>, IPlainText<PermanentResidentId>
{
    private PermanentResidentId(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("permanent-resident-id", "permanent resident ID", "外国人永久居留身份证号码", "911840199003070014");

    /// <summary>Whether of the version issued since December 2023.</summary>
    public bool IsVersion2023 => Text.Length == 18;

    /// <summary>The country: ISO 3166-1 numeric in the version of 2023, alpha-3 before.</summary>
    public string Country => IsVersion2023 ? Text[3..6] : Text[..3];

    /// <summary>The holder's date of birth; null in the old version, which does not tell the century.</summary>
    public DateOnly? BirthDate => IsVersion2023 && Characters.IsDate(Text.AsSpan(6, 8), out var date) ? date : null;

    /// <summary>The holder's sex.</summary>
    public Sex Sex => Characters.SexOf(IsVersion2023 ? Text[16] : Text[13]);

    /// <summary>For logs: the first three and the last two characters.</summary>
    public string Masked => Characters.Mask(Text, 3, 2);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out PermanentResidentId value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var id = Characters.Upper(text ?? "");
        why = id.Length switch
        {
            0 => Format.Missing(),
            18 => Version2023(id),
            15 => Version2017(id),
            _ => Shape(),
        };
        if (why is not null)
        {
            return false;
        }

        value = new PermanentResidentId(id);
        return true;
    }

    private static Reason? Version2023(string id) =>
        id[0] != '9' || !Characters.AreDigits(id.AsSpan(0, 17)) || !(id[17] == 'X' || char.IsAsciiDigit(id[17])) ? Shape()
            : !Characters.IsProvince(id.AsSpan(1, 2)) ? Format.Region()
            : !Characters.IsDate(id.AsSpan(6, 8), out _) ? Format.Date()
            : CheckDigits.Mod11_2(id.AsSpan(0, 17)) != id[17] ? Format.CheckDigit()
            : null;

    private static Reason? Version2017(string id) =>
        !Characters.AreLetters(id.AsSpan(0, 3)) || !Characters.AreDigits(id.AsSpan(3)) ? Shape()
            : !Characters.IsProvince(id.AsSpan(3, 2)) ? Format.Region()
            : !IsDateOfSomeCentury(id.AsSpan(7, 6)) ? Format.Date()
            : CheckDigits.Icao731(id.AsSpan(0, 14)) != id[14] ? Format.CheckDigit()
            : null;

    private static bool IsDateOfSomeCentury(ReadOnlySpan<char> yyMMdd) =>
        Characters.IsDate($"19{yyMMdd}", out _) || Characters.IsDate($"20{yyMMdd}", out _);

    private static Reason Shape() => Format.Shape(
        "18 characters beginning with 9, or in the old version 3 letters and 12 digits",
        "以 9 开头的 18 位号码，或旧版的 3 位字母加 12 位数字");
}
