using System.Globalization;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Pengcheng.Demo.Inspection;

/// <summary>The supervisor's figures of the street, compared with what was played since this was made.</summary>
internal sealed class FigureCheck
{
    private readonly Scene _scene;
    private readonly string _query;
    private readonly Dictionary<(string Body, string Measure), int> _before;

    private FigureCheck(Scene scene, string query, Dictionary<(string Body, string Measure), int> before) => (_scene, _query, _before) = (scene, query, before);

    /// <summary>Notes what the street's figures are before the play: other firms may have been played there.</summary>
    public static async Task<FigureCheck> Begin(Scene scene)
    {
        var today = await SandboxClock.Today(scene.Door);
        var query = string.Create(CultureInfo.InvariantCulture, $"?from={today:yyyy-MM}&to={today.AddMonths(3):yyyy-MM}&street={scene.Players.Street}");
        return new FigureCheck(scene, query, Sums(await scene.Get(scene.Players.Supervisor, $"/figures{query}")));
    }

    /// <summary>Waits until both agree, shows them side by side, and has the same as a file.</summary>
    public async Task End()
    {
        IReadOnlyList<(string Body, string Measure, int Played, int Shown)> rows = [];
        try
        {
            await _scene.Until(_scene.Players.Supervisor, $"/figures{_query}", "the figures are what was played", figures =>
                (rows = Compare(Sums(figures))).All(row => row.Played == row.Shown));
        }
        finally
        {
            Print(rows);
        }

        var (type, csv) = await _scene.Download(_scene.Players.Supervisor, $"/figures.csv{_query}");
        Scene.Require(type == "text/csv" && Encoding.UTF8.GetString(csv).Contains(_scene.Players.Street, StringComparison.Ordinal), $"The figures are no table but {type}.");
    }

    private IReadOnlyList<(string Body, string Measure, int Played, int Shown)> Compare(Dictionary<(string Body, string Measure), int> now)
    {
        var played = _scene.Played.Counts;
        return [.. from key in now.Keys.Union(played.Keys)
                   orderby key.Item1, key.Item2
                   select (key.Item1, key.Item2, played.GetValueOrDefault(key), now.GetValueOrDefault(key) - _before.GetValueOrDefault(key))];
    }

    // Bodies come together, so the street is a row of its own and not their sum; single items are left to the reader.
    private static Dictionary<(string Body, string Measure), int> Sums(JsonElement figures) =>
        (from row in figures.List("rows")
         where row.GetProperty("item").GetString() == Played.All
         from value in row.GetProperty("values").EnumerateObject()
         group value.Value.GetInt32() by (row.GetProperty("body").GetString()!, value.Name)).ToDictionary(cell => cell.Key, cell => cell.Sum());

    private static void Print(IReadOnlyList<(string Body, string Measure, int Played, int Shown)> rows)
    {
        var table = new Table().Title("Supervision 执法监督").RoundedBorder().AddColumn("Body");
        var measures = rows.Where(row => row.Played != 0 || row.Shown != 0).Select(row => row.Measure).Distinct().ToList();
        foreach (var measure in measures) table.AddColumn(new TableColumn(measure).RightAligned());
        foreach (var body in rows.GroupBy(row => row.Body))
            table.AddRow([Markup.Escape(body.Key), .. measures.Select(measure => Cell(body.FirstOrDefault(row => row.Measure == measure)))]);
        AnsiConsole.Write(table);
    }

    private static string Cell((string Body, string Measure, int Played, int Shown) row) => row.Played == row.Shown
        ? row.Shown.ToString(CultureInfo.InvariantCulture)
        : $"[red]{row.Shown} (played {row.Played})[/]";
}
