using System.Globalization;
using System.Net;
using System.Text;

namespace Pengcheng.Bench.Reporting;

/// <summary>The report as one page that needs nothing else: styles and charts are in it.</summary>
internal sealed class HtmlPage(IReadOnlyList<Outcome> outcomes, string run)
{
    private const string Style = """
        body{font:15px/1.5 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;color:#1d2733;max-width:1080px;margin:2em auto;padding:0 1em}
        h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2.2em;border-bottom:1px solid #d5dce4}
        table{border-collapse:collapse;width:100%;font-size:.92em}th{text-align:left;color:#5a6b7d;font-weight:600}
        td,th{padding:.28em .6em;border-bottom:1px solid #e8edf2;vertical-align:top}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
        .kept{color:#0a7d3c}.missed{color:#b3261e;font-weight:600}.floor{color:#5a6b7d;display:inline-block;white-space:normal;max-width:22em}th.n{text-align:right}svg{display:block;margin:1.2em 0;max-width:100%;height:auto}
        """;

    /// <summary>The page.</summary>
    public string Text()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Pengcheng bench</title><style>{Style}</style></head><body>\n");
        page.Append(CultureInfo.InvariantCulture, $"<h1>Pengcheng (鹏城): bench</h1><p>{Plain(run)}</p><p>{Plain(FigureTable.Legend)}</p>\n");
        var budgets = outcomes.SelectMany(outcome => outcome.Figures).Where(figure => figure.Budget is not null).ToList();
        if (budgets.Count > 0) page.Append("<h2>Budgets</h2>").Append(Table(budgets));
        foreach (var outcome in outcomes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2 id=\"{outcome.Scenario}\">{outcome.Scenario}</h2><p>{Plain(outcome.About)}</p>");
            if (outcome.Figures.Count > 0) page.Append(Table(outcome.Figures));
            if (outcome.Notes.Count > 0) page.Append("<ul>").AppendJoin("", outcome.Notes.Select(note => $"<li>{Plain(note)}</li>")).Append("</ul>");
            foreach (var chart in outcome.Charts) page.Append(SvgChart.Draw(chart));
            page.Append('\n');
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static string Table(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder("<table><tr><th>Figure<th class=\"n\">Measured<th class=\"n\">Floor<th class=\"n\">Ratio<th>Budget</tr>");
        foreach (var figure in figures)
        {
            var floor = figure.Floor is { } bottom ? $"{Number.Show(bottom.Value)} {figure.Unit}<br><span class=\"floor\">{Plain(bottom.Name)}</span>" : "";
            var budget = figure.Budget is null ? "" : $"<span class=\"{(figure.Kept == true ? "kept" : "missed")}\">{(figure.Kept == true ? "✓" : "✗")} {Plain(figure.Budget.ToString())}{(figure.Budget.OfRatio ? " of floor" : "")}</span>";
            text.Append(CultureInfo.InvariantCulture, $"<tr><td>{Plain(figure.Name)}<td class=\"n\">{Number.Show(figure.Value)} {figure.Unit}<td class=\"n\">{floor}<td class=\"n\">{(figure.Floor is { } under ? Number.Show(under.Ratio) : "")}<td>{budget}</tr>");
        }

        return text.Append("</table>").ToString();
    }

    private static string Plain(string text) => WebUtility.HtmlEncode(text);
}
