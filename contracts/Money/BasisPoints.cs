using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Pengcheng.Contracts;

/// <summary>A rate in whole basis points (one hundredth of a percent): 11 % is <c>1100bp</c>.</summary>
/// <remarks>The default value is 0bp.</remarks>
/// <param name="Value">Basis points; may be negative (a discount).</param>
[JsonConverter(typeof(PlainTextConverter<BasisPoints>))]
public readonly record struct BasisPoints(int Value) : IPlainText<BasisPoints>, IComparable<BasisPoints>
{
    private const string Unit = "bp";

    /// <inheritdoc />
    public static TextFormat Format { get; } = new("basis-points", "rate", "费率", "1100bp");

    /// <summary>The rate as on the wire.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{Unit}");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [MaybeNullWhen(false)] out BasisPoints value, [NotNullWhen(false)] out Reason? why)
    {
        value = default;
        if (string.IsNullOrEmpty(text))
        {
            why = Format.Missing();
            return false;
        }

        // Printing again is the whole rule: it refuses signs, leading zeros, spaces and other digits alike.
        var read = text.Length <= 13 && text.EndsWith(Unit, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(0, text.Length - Unit.Length), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? new BasisPoints(number) : default;
        if (read.ToString() != text)
        {
            why = Format.Shape($"whole basis points between {int.MinValue} and {int.MaxValue}, as in 1100bp for 11 percent", "整数基点，例如 1100bp 表示 11%");
            return false;
        }

        (value, why) = (read, null);
        return true;
    }

    /// <summary>Reads the text.</summary>
    /// <exception cref="RefusedFormatException">It is not a rate, for the reason given.</exception>
    public static BasisPoints Parse(string? text) =>
        TryParse(text, out var value, out var why) ? value : throw new RefusedFormatException(why);

    /// <inheritdoc />
    public static BasisPoints Parse(string s, IFormatProvider? provider) => Parse(s);

    /// <inheritdoc />
    public static BasisPoints Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s.ToString());

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out BasisPoints result) =>
        TryParse(s, out result, out _);

    /// <inheritdoc />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out BasisPoints result) =>
        TryParse(s.ToString(), out result, out _);

    /// <inheritdoc />
    public int CompareTo(BasisPoints other) => Value.CompareTo(other.Value);

    /// <summary>Compares.</summary>
    public static bool operator <(BasisPoints left, BasisPoints right) => left.Value < right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >(BasisPoints left, BasisPoints right) => left.Value > right.Value;

    /// <summary>Compares.</summary>
    public static bool operator <=(BasisPoints left, BasisPoints right) => left.Value <= right.Value;

    /// <summary>Compares.</summary>
    public static bool operator >=(BasisPoints left, BasisPoints right) => left.Value >= right.Value;
}
