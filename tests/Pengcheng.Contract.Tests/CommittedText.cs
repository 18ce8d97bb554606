using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pengcheng.Contract.Tests;

/// <summary>A JSON text that is committed and has to say what the code says.</summary>
internal static class CommittedText
{
    private const int Shown = 12;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Fails with a short diff when they differ; with <c>PENGCHENG_UPDATE_DOCS=1</c> it writes the committed text anew instead.</summary>
    public static void MustSay(string path, string fromCode)
    {
        var now = Canonical(fromCode);
        var before = File.Exists(path) ? File.ReadAllText(path) : "";
        if (before == now) return;

        if (Repository.Updates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, now);
            return;
        }

        Assert.Fail($"""
            {Path.GetRelativePath(Repository.Root, path)} is not what the code says (- committed, + code):
            {Difference(before.Split('\n'), now.Split('\n'))}
            If that is meant, refresh it and commit it: {Repository.UpdateVariable}=1 ./build.sh test
            """);
    }

    public static string Canonical(string json) => JsonNode.Parse(json)!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";

    // From the first line that differs to the last: enough to see what it is about.
    private static string Difference(string[] before, string[] now)
    {
        var start = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        var end = before.Reverse().Zip(now.Reverse()).Take(Math.Min(before.Length, now.Length) - start).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {start + 1}\n{Lines('-', before[start..^end])}{Lines('+', now[start..^end])}";
    }

    private static string Lines(char sign, string[] lines) =>
        string.Concat(lines.Take(Shown).Select(line => $"{sign} {line}\n")) + (lines.Length > Shown ? $"{sign} … {lines.Length - Shown} more\n" : "");
}
