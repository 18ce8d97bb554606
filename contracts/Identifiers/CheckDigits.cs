using System.Diagnostics.CodeAnalysis;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// The check characters of the city's identifiers. Each function takes the characters before the check
/// character, already known to be of its alphabet, and answers the check character (Luhn: takes all).
/// </summary>
[SuppressMessage("Naming", "CA1707", Justification = "MOD 11-2 and MOD 11,10 are the standards' own names.")]
public static class CheckDigits
{
    /// <summary>The alphabet of GB 32100-2015: no I, O, S, V, Z.</summary>
    public const string CreditCodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static ReadOnlySpan<int> ResidentWeights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private static ReadOnlySpan<int> CreditCodeWeights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static ReadOnlySpan<int> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];
    private static ReadOnlySpan<int> TravelDocumentWeights => [7, 3, 1];

    /// <summary>ISO 7064 MOD 11-2 over 17 digits: resident ID (GB 11643-1999), residence permits, permanent-resident ID of 2023.</summary>
    public static char Mod11_2(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < seventeen.Length; i++)
        {
            sum += (seventeen[i] - '0') * ResidentWeights[i];
        }

        return "10X98765432"[sum % 11];
    }

    /// <summary>MOD 31 over 17 characters: unified social credit code (GB 32100-2015).</summary>
    public static char Mod31(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < seventeen.Length; i++)
        {
            sum += CreditCodeAlphabet.IndexOf(seventeen[i], StringComparison.Ordinal) * CreditCodeWeights[i];
        }

        // The outer modulus matters: with a remainder of 0 the value is 0, not 31.
        return CreditCodeAlphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>Over the first 8 characters of an organisation code (GB 11714): the 17th character of a credit code.</summary>
    public static char Gb11714(ReadOnlySpan<char> eight)
    {
        var sum = 0;
        for (var i = 0; i < eight.Length; i++)
        {
            sum += Alphanumeric(eight[i]) * OrganisationWeights[i];
        }

        return (11 - (sum % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }

    /// <summary>ISO 7064 MOD 11,10 over digits: bank branch numbers (CNAPS), deal numbers.</summary>
    public static char Mod11_10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits)
        {
            var sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (char)('0' + ((11 - product) % 10));
    }

    /// <summary>ICAO 9303 weights 7-3-1 over A-Z, 0-9 and the filler <c>&lt;</c>: MRZ fields, permanent-resident ID of 2017.</summary>
    public static char Icao731(ReadOnlySpan<char> text)
    {
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            sum += Alphanumeric(text[i]) * TravelDocumentWeights[i % 3];
        }

        return (char)('0' + (sum % 10));
    }

    /// <summary>Whether digits, the check digit included, satisfy Luhn: bank cards.</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var doubled = i % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    private static int Alphanumeric(char c) => c switch { '<' => 0, >= 'A' => c - 'A' + 10, _ => c - '0' };
}
