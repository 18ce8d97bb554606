using System.Text.RegularExpressions;

namespace Pengcheng.Contracts.Identifiers;

/// <summary>
/// The common text of what the land registry prints: province, year, place, kind and a 7-digit serial of the year.
/// Canonical with half-width brackets: <c>粤(2024)深圳市不动产权第0123456号</c>; full-width ones are read too.
/// </summary>
internal static partial class CertificateText
{
    private const int Longest = 60;

    public static bool TryRead(string? text, string kind, TextFormat format, out string canonical, out Reason? why)
    {
        canonical = text is null || text.Length > Longest ? "" : text.Replace('（', '(').Replace('）', ')');
        var match = Shape().Match(canonical);
        why = string.IsNullOrEmpty(text) ? format.Missing()
            : !match.Success || match.Groups["kind"].Value != kind ? format.Shape($"written as {format.Example}", $"写作{format.Example}")
            : null;
        return why is null;
    }

    public static int Year(string canonical) => int.Parse(canonical.AsSpan(2, 4), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云黔滇藏陕甘青宁新]\(20[0-9]{2}\)[\u4e00-\u9fff]{2,20}(?<kind>不动产权|不动产证明)第[0-9]{7}号\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
