using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// The printed number of an escrow deal: <c>DY</c>, the business date on which it was opened, the day's 6-digit
/// sequence, and a check digit by ISO 7064 MOD 11,10 over the 14 digits.
/// </summary>
[JsonConverter(typeof(PlainTextConverter<DealNo>))]
public sealed record DealNo : Identifier<DealNo>, IPlainText<DealNo>
{
    private const string Prefix = "DY";

    private DealNo(string text) : base(text) { }

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("deal-no", "deal number", "托管单号", Create(new DateOnly(2025, 3, 7), 42).ToString());

    /// <summary>The business date in Shenzhen on which the deal was opened.</summary>
    public DateOnly OpenedOn => DateOnly.ParseExact(Text.AsSpan(2, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>The day's sequence.</summary>
    public int Sequence => int.Parse(Text.AsSpan(10, 6), CultureInfo.InvariantCulture);

    /// <summary>The number of a new deal.</summary>
    /// <param name="openedOn">The business date in Shenzhen.</param>
    /// <param name="sequence">0 to 999999, unique within the day.</param>
    public static DealNo Create(DateOnly openedOn, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, 999_999);

        var digits = string.Create(CultureInfo.InvariantCulture, $"{openedOn:yyyyMMdd}{sequence:000000}");
        return new DealNo($"{Prefix}{digits}{CheckDigits.Mod11_10(digits)}");
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out DealNo value, [NotNullWhen(false)] out Reason? why)
    {
        value = null;
        var number = Characters.Upper(text ?? "");
        why = number.Length == 0 ? Format.Missing()
            : number.Length != 17 || !number.StartsWith(Prefix, StringComparison.Ordinal) || !Characters.AreDigits(number.AsSpan(2))
                ? Format.Shape("DY and 15 digits", "DY 加 15 位数字")
            : CheckDigits.Mod11_10(number.AsSpan(2, 14)) != number[16] ? Format.CheckDigit()
            : !Characters.IsDate(number.AsSpan(2, 8), out _) ? Format.Date()
            : null;
        if (why is not null)
        {
            return false;
        }

        value = new DealNo(number);
        return true;
    }
}
