using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Pengcheng.Contracts;

/// <summary>
/// The text of an amount, one per amount: <c>CNY 1234.56</c>, <c>CNY -0.01</c>. Exactly two decimals, no thousand
/// separators, no leading zeros, no plus sign, no minus zero; ASCII digits and one space.
/// </summary>
public readonly partial record struct Money
{
    private const string Prefix = "CNY ";
    private static readonly int Longest = Cny(long.MinValue).ToString().Length;

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("money", "amount", "金额", "CNY 1234.56");

    /// <summary>The amount as on the wire.</summary>
    public override string ToString()
    {
        if (Currency != Currency.Cny)
        {
            throw new InvalidOperationException($"The currency {Currency} has no text.");
        }

        var fen = Int128.Abs(Minor);
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{(Minor < 0 ? "-" : "")}{fen / 100}.{(int)(fen % 100):00}");
    }

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out Money value, [NotNullWhen(false)] out Reason? why)
    {
        value = default;
        why = string.IsNullOrEmpty(text) ? Format.Missing()
            : !text.StartsWith(Prefix, StringComparison.Ordinal) ? new Reason($"{Format.Code}.currency",
                "The amount must begin with CNY and one space, as in CNY 1234.56.", "金额应以 CNY 和一个空格开头，例如 CNY 1234.56。")
            : !HasShape(text.AsSpan(Prefix.Length)) ? Format.Shape(
                "in yuan with exactly two decimals, without thousand separators or leading zeros, as in CNY 1234.56",
                "以元为单位、恰好两位小数、不带千位分隔符和前导零，例如 CNY 1234.56")
            : !Fits(text, out value) ? Format.Range($"between {Cny(long.MinValue)} and {Cny(long.MaxValue)}", $"在 {Cny(long.MinValue)} 与 {Cny(long.MaxValue)} 之间")
            : null;
        return why is null;
    }

    /// <summary>Reads the text.</summary>
    /// <exception cref="RefusedFormatException">It is not an amount, for the reason given.</exception>
    public static Money Parse(string? text) =>
        TryParse(text, out var value, out var why) ? value : throw new RefusedFormatException(why);

    /// <inheritdoc />
    public static Money Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public static Money Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Money result) =>
        TryParse(s, out result, out _);

    /// <inheritdoc />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Money result) =>
        TryParse(s.ToString(), out result, out _);

    private static bool HasShape(ReadOnlySpan<char> number)
    {
        var negative = number.StartsWith("-", StringComparison.Ordinal);
        var digits = negative ? number[1..] : number;
        if (digits.Length < 4 || digits[^3] != '.')
        {
            return false;
        }

        var yuan = digits[..^3];
        return yuan.IndexOfAnyExceptInRange('0', '9') < 0
            && digits[^2..].IndexOfAnyExceptInRange('0', '9') < 0
            && (yuan.Length == 1 || yuan[0] != '0')
            && !(negative && digits.IndexOfAnyExcept('0', '.') < 0);
    }

    private static bool Fits(string text, out Money value)
    {
        value = default;
        if (text.Length > Longest)
        {
            return false;
        }

        var digits = string.Concat(text.AsSpan(Prefix.Length, text.Length - Prefix.Length - 3), text.AsSpan(text.Length - 2));
        if (!long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fen))
        {
            return false;
        }

        value = Cny(fen);
        return true;
    }
}
