using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A passport number (护照号码), 6 to 9 letters and digits. The number alone has no check digit; the machine-readable
/// zone has one, see <see cref="MrzCheckDigit"/>. Personal data.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<Passport>))]
public sealed record Passport : Identifier<Passport>, IPlainText<Passport>
{
    private const int MrzWidth = 9;

    private Passport(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("passport", "passport number", "护照号码", "E12345678");

    /// <summary>
    /// Whether it has the shape of an ordinary passport of the People's Republic: E and 8 digits, or E, a letter and
    /// 7 digits. A foreign number may have it too: the issuing state is on the document, not in the number.
    /// </summary>
    public bool HasChineseShape => Text.Length == 9 && Text[0] == 'E'
        && (char.IsAsciiDigit(Text[1]) || char.IsAsciiLetterUpper(Text[1])) && Characters.AreDigits(Text.AsSpan(2));

    /// <summary>The check digit that stands behind the number in the machine-readable zone (ICAO 9303).</summary>
    public char MrzCheckDigit => CheckDigits.Icao731(Text.PadRight(MrzWidth, '<'));

    /// <summary>For logs: the first and the last two characters.</summary>
    public string Masked => Characters.Mask(Text, 1, 2);

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out Passport value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var number = Characters.Upper(text ?? "");
        why = number.Length == 0 ? Format.Missing()
            : number.Length is < 6 or > MrzWidth || !Characters.AreLettersOrDigits(number) ? Format.Shape("6 to 9 letters and digits", "6 至 9 位字母数字")
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new Passport(number);
        return true;
    }
}
