using System.Text.Json;
using Pengcheng.Chassis.Storage;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Doors;

/// <summary>A deal's history. Those who see the deal whole see the events themselves; the parties and banks see what happened, and amounts that are theirs.</summary>
public static class Timeline
{
    /// <summary>One thing that happened.</summary>
    /// <param name="Version">Its place in the history, from 1.</param>
    /// <param name="At">The platform's time.</param>
    /// <param name="Event">The event's wire name.</param>
    /// <param name="Actor">Who did it; for the parties, only the kind of actor.</param>
    /// <param name="Amount">The money it moved, if that is the viewer's to see.</param>
    /// <param name="Data">The event itself, for those who see the deal whole.</param>
    public sealed record Entry(long Version, DateTimeOffset At, string Event, string Actor, Money? Amount, JsonElement? Data);

    /// <summary>The history as one viewer sees it.</summary>
    public static IEnumerable<Entry> Of(IEnumerable<Happened> history, Deal deal, Viewer viewer)
    {
        var view = Visibility.Of(deal, viewer);
        var own = view.Receipts.Select(r => r.BankReference).Concat(view.Lines.SelectMany(l => l.Attempts).Select(a => a.Reference)).ToHashSet(StringComparer.Ordinal);
        return history.Select(e =>
        {
            var data = JsonSerializer.SerializeToElement(e.Data, e.Data.GetType(), ContractJson.Events);
            var full = view.Sight == Sight.Full;
            return new Entry(e.Version, e.At, e.Event, full ? e.Actor : e.ActorKind, full || IsOwn(data, own) ? AmountOf(data) : null, full ? data : null);
        });
    }

    private static bool IsOwn(JsonElement data, HashSet<string> own) =>
        (data.TryGetProperty("bankReference", out var credit) && own.Contains(credit.GetString() ?? ""))
        || (data.TryGetProperty("reference", out var payment) && own.Contains(payment.GetString() ?? ""));

    private static Money? AmountOf(JsonElement data)
    {
        foreach (var name in (string[])["amount", "price", "paidOff", "quoted"])
            if (data.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Money.TryParse(value.GetString(), out var amount, out _)) return amount;
        return null;
    }
}
