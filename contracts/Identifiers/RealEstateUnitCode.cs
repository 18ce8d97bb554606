using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A real-estate unit (不动产单元代码, GB/T 37346-2019), 28 characters: parcel 19 (6 county, 3 cadastral district,
/// 3 sub-district, 2 features, 5 serial) and fixture 9 (1 feature, 8 serial). It has no check digit.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<RealEstateUnitCode>))]
public sealed record RealEstateUnitCode : Identifier<RealEstateUnitCode>, IPlainText<RealEstateUnitCode>
{
    private const string NoFixture = "W00000000";

    private RealEstateUnitCode(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("real-estate-unit-code", "real-estate unit code", "不动产单元代码", "440304005003GB00012F00010203");

    /// <summary>The county or district, GB/T 2260.</summary>
    public string County => Text[..6];

    /// <summary>The parcel (宗地), 19 characters.</summary>
    public string Parcel => Text[..19];

    /// <summary>The fixture on it (定着物), 9 characters; <c>W00000000</c> where there is none.</summary>
    public string Fixture => Text[19..];

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out RealEstateUnitCode value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var code = Characters.Upper(text ?? "");
        why = code.Length == 0 ? Format.Missing()
            : !HasShape(code) ? Format.Shape(
                "28 characters: 12 digits, a letter G, J or Z, a land letter, 5 digits, a letter F, L, Q or W, 8 digits",
                "28 位：12 位数字、权属字母 G/J/Z、用地字母、5 位数字、定着物字母 F/L/Q/W、8 位数字")
            : !Characters.IsProvince(code.AsSpan(0, 2)) ? Format.Region()
            : code[19] == 'W' && code[19..] != NoFixture ? Format.Shape("W00000000 at the end where there is no fixture", "无定着物时以 W00000000 结尾")
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new RealEstateUnitCode(code);
        return true;
    }

    private static bool HasShape(string code) => code.Length == 28
        && Characters.AreDigits(code.AsSpan(0, 12))
        && code[12] is 'G' or 'J' or 'Z'
        && "ABCDEFGHSWXY".Contains(code[13], StringComparison.Ordinal)
        && Characters.AreDigits(code.AsSpan(14, 5))
        && code[19] is 'F' or 'L' or 'Q' or 'W'
        && Characters.AreDigits(code.AsSpan(20, 8));
}
