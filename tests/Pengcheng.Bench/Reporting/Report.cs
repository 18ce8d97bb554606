using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pengcheng.Local;

namespace Pengcheng.Bench.Reporting;

/// <summary>What a run leaves in <c>artifacts/bench</c>: a JSON file for each scenario, and the whole as Markdown and as a page with charts.</summary>
internal sealed class Report(string repository, IReadOnlyList<Outcome> outcomes, double seconds, TimeSpan took)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly string _folder = Path.Combine(repository, "artifacts", "bench");

    /// <summary>Writes all of it and says where.</summary>
    public void Write(bool docs)
    {
        Directory.CreateDirectory(_folder);
        foreach (var earlier in Directory.GetFiles(_folder, "*.json")) File.Delete(earlier);
        foreach (var outcome in outcomes) File.WriteAllText(Path.Combine(_folder, outcome.Scenario + ".json"), JsonSerializer.Serialize(outcome, Json) + "\n");
        File.WriteAllText(Path.Combine(_folder, "report.md"), Markdown());
        File.WriteAllText(Path.Combine(_folder, "report.html"), new HtmlPage(outcomes, Run()).Text());
        Console.WriteLine();
        Console.WriteLine(FigureTable.Summary(outcomes));
        if (docs) DocsPage.Update(Path.Combine(repository, "docs", "performance.md"), $"{Run()}\n\n{FigureTable.Summary(outcomes)}");
        Console.WriteLine(Words.Pick($"The report is in {Path.Combine("artifacts", "bench", "report.html")} (and report.md).", $"报告位于 {Path.Combine("artifacts", "bench", "report.html")}(以及 report.md)。"));
    }

    private string Markdown()
    {
        var text = new StringBuilder("# Bench\n\n").Append(Run()).Append("\n\n").Append(FigureTable.Legend).Append("\n\n").Append(FigureTable.Of(outcomes));
        foreach (var outcome in outcomes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {outcome.Scenario}\n\n{outcome.About}\n");
            foreach (var note in outcome.Notes) text.Append(CultureInfo.InvariantCulture, $"\n- {note}");
            if (outcome.Notes.Count > 0) text.Append('\n');
            foreach (var chart in outcome.Charts) text.Append('\n').Append(FigureTable.Of(chart));
        }

        return text.ToString();
    }

    private string Run() => string.Create(CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, .NET {Environment.Version}, {seconds:0.#} s a measurement, {took.TotalMinutes:0.0} minutes in all.");
}
