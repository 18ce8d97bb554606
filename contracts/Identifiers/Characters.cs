using System.Globalization;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>ASCII only: a full-width or Arabic-Indic digit is a digit to <c>char.IsDigit</c>, but not to a bank.</summary>
internal static class Characters
{
    public static bool AreDigits(ReadOnlySpan<char> text, int shortest, int longest) =>
        text.Length >= shortest && text.Length <= longest && AreDigits(text);

    public static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    public static bool AreLetters(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('A', 'Z') < 0;

    public static bool AreLettersOrDigits(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Upper case of a short text; a longer one than any identifier is left alone, to be refused by its length.</summary>
    public static string Upper(string text) => text.Length > 64 ? text : text.ToUpperInvariant();

    public static bool IsDate(ReadOnlySpan<char> yyyyMMdd, out DateOnly date) =>
        DateOnly.TryParseExact(yyyyMMdd, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>Keeps the ends and stars the middle, at the same length.</summary>
    public static string Mask(string text, int head, int tail) =>
        text.Length <= head + tail ? new string('*', text.Length)
            : string.Concat(text.AsSpan(0, head), new string('*', text.Length - head - tail), text.AsSpan(text.Length - tail));

    public static Sex SexOf(char sequence) => (sequence - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>First two digits of GB/T 2260: provinces, autonomous regions, municipalities and special regions.</summary>
    public static bool IsProvince(ReadOnlySpan<char> two) => int.TryParse(two, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        && code is (>= 11 and <= 15) or (>= 21 and <= 23) or (>= 31 and <= 37) or (>= 41 and <= 46) or (>= 50 and <= 54)
            or (>= 61 and <= 65) or 71 or 81 or 82;
}
