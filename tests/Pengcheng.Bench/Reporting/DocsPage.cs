using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Reporting;

/// <summary>Puts the figures of a run into a page, between two marks; the words around them are people's.</summary>
internal static class DocsPage
{
    private const string Begin = "<!-- figures: written by ./build.sh bench --docs -->", End = "<!-- end of figures -->";

    public static void Update(string file, string figures)
    {
        var text = File.Exists(file) ? File.ReadAllText(file) : "";
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
        if (from < 0 || to < from) throw new BenchFailedException($"{file} has no place for figures, between '{Begin}' and '{End}'.");
        File.WriteAllText(file, $"{text[..(from + Begin.Length)]}\n\n{figures.Trim()}\n\n{text[to..]}");
    }
}
