using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Pengcheng.Demo.Inspection;

/// <summary>The firm's month as a table: when, at which visit, what, who.</summary>
internal static class MonthTable
{
    private static readonly string[] Telling = ["body", "noticeNo", "method", "outcome", "entryId", "orderNo", "by", "reason"];

    public static async Task Print(Scene scene)
    {
        var card = await scene.Get(scene.Players.Supervisor, scene.Firm);
        var table = new Table().RoundedBorder()
            .Title($"{Markup.Escape(scene.Players.Name)}  {scene.Players.Uscc}: {card.GetProperty("lastTwelveMonths")} inspections, burden {card.GetProperty("burden")}");
        table.AddColumn("Time (Shenzhen)").AddColumn("Visit").AddColumn("What happened").AddColumn("Who").AddColumn("Details");
        foreach (var (visit, entry) in (await Entries(scene)).OrderBy(one => one.Entry.GetProperty("at").GetDateTimeOffset()).ThenBy(one => one.Visit))
            table.AddRow(
                Markup.Escape(entry.GetProperty("at").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)),
                visit.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(entry.GetProperty("event").GetString()!.Replace("inspection.", "", StringComparison.Ordinal).Replace(".v1", "", StringComparison.Ordinal)),
                Markup.Escape(entry.GetProperty("actor").GetString() ?? ""), Markup.Escape(Details(entry)));
        AnsiConsole.Write(table);
    }

    private static async Task<List<(int Visit, JsonElement Entry)>> Entries(Scene scene)
    {
        var entries = new List<(int, JsonElement)>();
        foreach (var (number, visit) in scene.Visits.Index())
            entries.AddRange((await scene.Get(scene.Players.Supervisor, $"{visit.Path}/timeline")).EnumerateArray().Select(entry => (number + 1, entry)));
        return entries;
    }

    private static string Details(JsonElement entry) => entry.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        ? string.Join(' ', Telling.Where(name => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            .Select(name => data.GetProperty(name).GetString()).Take(3))
        : "";
}
