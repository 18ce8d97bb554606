using System.Globalization;
using System.Text;

namespace Pengcheng.Bench.Reporting;

/// <summary>Figures as Markdown.</summary>
internal static class FigureTable
{
    public const string Legend =
        "Each figure is the median of its rounds, with the lowest and highest in brackets. A ratio is figure to floor, round by round: "
        + "figures differ between machines and from minute to minute, ratios hardly. ✓ keeps its budget, ✗ does not.";

    /// <summary>The figures of a run without those that explain others.</summary>
    public static string Summary(IEnumerable<Outcome> outcomes) => Of(outcomes.Select(outcome => outcome with { Figures = [.. outcome.Figures.Where(figure => !figure.IsDetail)] }));

    /// <summary>All figures of a run.</summary>
    public static string Of(IEnumerable<Outcome> outcomes)
    {
        var text = new StringBuilder("| Scenario | Figure | Measured | Floor | Ratio | Budget | |\n|---|---|---:|---:|---:|---|---|\n");
        foreach (var (outcome, figure) in outcomes.SelectMany(outcome => outcome.Figures.Select(figure => (outcome, figure))))
        {
            var floor = figure.Floor is { } bottom ? $"{Number.Show(bottom.Value)} {figure.Unit} ({bottom.Name})" : "";
            var ratio = figure.Floor is { } under ? Number.Show(under.Ratio) : "";
            var mark = figure.Kept switch { true => "✓", false => "✗", null => "" };
            text.Append(CultureInfo.InvariantCulture, $"| {outcome.Scenario} | {figure.Name} | {Number.Show(figure.Value)} {figure.Unit} | {floor} | {ratio} | {figure.Budget}{(figure.Budget?.OfRatio == true ? " of floor" : "")} | {mark} |\n");
        }

        return text.ToString();
    }

    /// <summary>A chart's points, for those who read text.</summary>
    public static string Of(Chart chart)
    {
        var columns = chart.Lines.SelectMany(line => line.Points.Select(point => point.X)).Distinct().Order().ToList();
        var text = new StringBuilder($"{chart.Title} ({chart.Y.Name} by {chart.X.Name}):\n\n| |");
        foreach (var x in columns) text.Append(CultureInfo.InvariantCulture, $" {x:0.##} |");
        text.Append("\n|---|").Append(string.Concat(columns.Select(_ => "---:|"))).Append('\n');
        foreach (var line in chart.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {line.Name} |");
            foreach (var x in columns) text.Append(CultureInfo.InvariantCulture, $" {(line.Points.FirstOrDefault(point => point.X == x) is { } point ? Number.Show(point.Y) : "")} |");
            text.Append('\n');
        }

        return text.ToString();
    }
}
