using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// A bank branch in the national payment system (联行号): 3 digits bank, 4 city (Shenzhen 5840), 4 branch,
/// 1 check digit by ISO 7064 MOD 11,10.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<CnapsCode>))]
public sealed record CnapsCode : Identifier<CnapsCode>, IPlainText<CnapsCode>
{
    private CnapsCode(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("cnaps-code", "bank branch number (CNAPS)", "联行号", "102584002008");

    /// <summary>The bank's three digits.</summary>
    public string Bank => Text[..3];

    /// <summary>The city's four digits.</summary>
    public string City => Text[3..7];

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out CnapsCode value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        why = string.IsNullOrEmpty(text) ? Format.Missing()
            : !Characters.AreDigits(text, 12, 12) ? Format.Shape("12 digits", "12 位数字")
            : CheckDigits.Mod11_10(text.AsSpan(0, 11)) != text[11] ? Format.CheckDigit()
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new CnapsCode(text!);
        return true;
    }
}
