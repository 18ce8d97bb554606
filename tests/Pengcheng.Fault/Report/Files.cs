using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pengcheng.Fault.Report;

/// <summary>The run as files: JSON for programs, Markdown for people.</summary>
internal static class Files
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes both; answers the Markdown file.</summary>
    public static async Task<string> Write(RunResult run, string folder)
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, run.Plan.Seed.ToString(CultureInfo.InvariantCulture));
        await File.WriteAllTextAsync($"{name}.json", JsonSerializer.Serialize(run, Json) + "\n");
        await File.WriteAllTextAsync($"{name}.md", Markdown(run));
        return $"{name}.md";
    }

    private static string Markdown(RunResult run)
    {
        var text = new StringBuilder();
        void Say(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        Say($"# Fault run, seed {run.Plan.Seed}: {(run.Holds ? "every promise kept" : "BROKEN")}");
        Say($"");
        Say($"`{run.Plan.Replay}`, {run.Started:yyyy-MM-dd HH:mm} UTC, {run.Took.TotalMinutes:0.0} minutes in all.");
        Say($"Full disk: {(run.VolumeIsSmall ? "the broker's log on a small volume, filled to the last byte" : "by the broker's limit for free space")}.");
        Say($"Ready {run.Recovered.ReadyAfter.TotalSeconds:0} s after the last fault, at rest {run.Recovered.SettledAfter.TotalSeconds:0} s later; clock moved on by: {(run.Recovered.Moves.Count == 0 ? "nothing" : string.Join(", ", run.Recovered.Moves))}.");
        Say($"{run.Traffic.Commands} commands in {run.Traffic.Attempts} attempts, {run.Traffic.Unheard} of them without an answer that was heard; {run.Traffic.Reads} reads.");
        Say($"");
        Say($"| Promise | Looked at | Count | Verdict |");
        Say($"|---|---|---:|---|");
        foreach (var finding in run.Findings) Say($"| {finding.Check} | {finding.LookedAt} | {finding.Count} | {(finding.Holds ? "kept" : $"**broken {finding.Violations.Count} ×**")} |");
        foreach (var finding in run.Findings.Where(finding => finding.Violations.Count > 0))
        {
            Say($"");
            Say($"## Broken: {finding.Check}");
            Say($"");
            foreach (var violation in finding.Violations) Say($"- {violation}");
        }

        Say($"");
        Say($"## Plays");
        Say($"");
        Say($"| Play | Count |");
        Say($"|---|---:|");
        foreach (var play in run.Plays) Say($"| {play.Name} | {play.Count} |");
        Say($"");
        Say($"## Faults: {run.Injected} of {run.Strikes.Count} planned ({string.Join(", ", Summary.Kinds(run).Select(kind => $"{kind.Count} {kind.Name}"))})");
        Say($"");
        Say($"| At | Fault | Target | Seconds | What was done |");
        Say($"|---|---|---|---:|---|");
        foreach (var one in run.Strikes) Say($"| {one.Began:mm\\:ss} | {one.Strike.Kind} | {one.Strike.Target} | {one.Strike.Seconds} | {(one.Injected ? "" : "not possible: ")}{one.What} |");
        return text.ToString();
    }
}
