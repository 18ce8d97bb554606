using Microsoft.Net.Http.Headers;

namespace Pengcheng.Gateway.Problems;

/// <summary>The caller's language, of the two that the platform speaks.</summary>
public static class Language
{
    /// <summary>Whether <c>Accept-Language</c> prefers Chinese (中文) to English; English where it says nothing.</summary>
    public static bool IsChinese(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var wanted))
            return false;
        return Quality(wanted, "zh") > Quality(wanted, "en");
    }

    // A language that is named counts by its own weight, not by that of "*".
    private static double Quality(IList<StringWithQualityHeaderValue> wanted, string language) =>
        wanted.Where(one => one.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase))
            .Select(one => one.Quality ?? 1).DefaultIfEmpty(0).Max()
        // Of two with the same weight, the first one named is meant.
        - wanted.TakeWhile(one => !one.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase)).Count() * 1e-6;
}
