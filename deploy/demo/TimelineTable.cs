using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Pengcheng.Demo;

/// <summary>A deal's history as a table: when, what, how much, who.</summary>
internal static class TimelineTable
{
    public static async Task Print(Deal deal)
    {
        var view = await deal.View();
        var table = new Table().Title($"Deal {deal.DealNo}: {view.GetProperty("status").GetString()}  ({deal.Cast.UnitNo})").RoundedBorder();
        table.AddColumn("Time (Shenzhen)").AddColumn("What happened").AddColumn(new TableColumn("Amount").RightAligned()).AddColumn("Who").AddColumn("Details");
        foreach (var entry in (await deal.Door.Get("trustee-maker", $"{deal.Path}/timeline")).EnumerateArray())
        {
            var amount = entry.TryGetProperty("amount", out var money) && money.ValueKind == JsonValueKind.String ? money.GetString()! : "";
            table.AddRow(
                Markup.Escape(entry.GetProperty("at").GetDateTimeOffset().ToOffset(TimeSpan.FromHours(8)).ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)),
                Markup.Escape(entry.GetProperty("event").GetString()!.Replace("escrow.", "", StringComparison.Ordinal).Replace(".v1", "", StringComparison.Ordinal)),
                Markup.Escape(amount), Markup.Escape(entry.GetProperty("actor").GetString() ?? ""), Markup.Escape(Details(entry)));
        }

        AnsiConsole.Write(table);
    }

    private static string Details(JsonElement entry)
    {
        if (!entry.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object) return "";
        string[] telling = ["purpose", "reference", "lender", "mortgageProofNo", "acceptanceNo", "signer", "loanNo", "reason", "code", "bankReference", "orderNo"];
        return string.Join(' ', telling.Where(name => data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            .Select(name => data.GetProperty(name).GetString()).Take(3));
    }
}
