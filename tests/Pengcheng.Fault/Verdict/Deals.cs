using System.Text.Json;

namespace Pengcheng.Fault.Verdict;

/// <summary>Every deal comes to an end, and its history is whole.</summary>
internal static class Deals
{
    /// <summary>The statuses that are an end, as rows and answers have them.</summary>
    public static readonly string[] Ends = ["closed", "refunded", "cancelled", "lapsed", "unwound"];

    private static readonly string[] ByPeople = ["frozen", "in-dispute", "manual-intervention", "suspended"];

    /// <summary>Whether a status is an end.</summary>
    public static bool IsEnd(string status) => Ends.Contains(status);

    /// <summary>Whether a deal waits for somebody, and says for what.</summary>
    public static string? WaitsForAPerson(Dealt deal, JsonElement view)
    {
        string?[] reasons =
        [
            .. view.GetProperty("holds").EnumerateArray().Select(hold => hold.GetString()),
            Reason(view, "waitsFor"), .. view.GetProperty("payments").EnumerateArray().Select(payment => Reason(payment, "held")),
        ];
        var reason = string.Join("; ", reasons.Where(one => one is { Length: > 0 }));
        var isPersons = ByPeople.Contains(deal.Status) || Reason(view, "waitsFor") is "payoff-shortfall" or "incident";
        return isPersons && reason.Length > 0 ? reason : null;
    }

    /// <summary>Closed, or called off and refunded, or waiting for a person with a reason.</summary>
    public static Finding HaveEnded(Evidence evidence)
    {
        var ended = evidence.Deals.ToLookup(deal => IsEnd(deal.Status));
        var persons = ended[false].Where(deal => WaitsForAPerson(deal, evidence.Views[deal.Id]) is not null).ToList();
        var closed = ended[true].Count(deal => deal.Status == "closed");
        return new Finding("every deal is closed, refunded or called off, or waits for a person and says why",
            $"escrow-service's deals: {closed} closed, {ended[true].Count() - closed} refunded or called off, {persons.Count} with a person", evidence.Deals.Count,
            [.. ended[false].Except(persons).Select(deal => $"{deal.No} is {deal.Status}: {Short(evidence.Views[deal.Id])}")]);
    }

    /// <summary>No history has a gap, in the stores and as it is shown.</summary>
    public static Finding HaveWholeHistories(Evidence evidence) =>
        new("no gap in any timeline", "every stream of every service, and each deal's timeline through the gateway", evidence.Streams.Count + evidence.Timelines.Count,
        [
            .. evidence.Streams.Where(one => one.Events != one.Version || one.Most != one.Version || one.Least != Math.Min(1, one.Version))
                .Select(one => $"{one.Service} {one.Id}: version {one.Version}, {one.Events} events from {one.Least} to {one.Most}"),
            .. evidence.Timelines.Where(one => !one.Value.EnumerateArray().Select(entry => entry.GetProperty("version").GetInt64()).SequenceEqual(Enumerable.Range(1, one.Value.GetArrayLength()).Select(i => (long)i)))
                .Select(one => $"{evidence.NoOf(one.Key)}: its timeline as shown has a gap"),
        ]);

    /// <summary>What the plays expect on the way: refusals, holds, who is paid when.</summary>
    public static Finding WentAsPlayed(Evidence evidence) =>
        new("every play went as its scenario says", "the demo's scenarios, with their own checks to the fen", evidence.Plays.Count,
        [
            .. evidence.Plays.Where(play => play.Failure is not null).Select(play => $"play {play.No} ({play.Name}): {play.Failure}"),
            .. evidence.Plays.Where(play => !play.Done.IsCompleted && play.Stage.Deals.All(deal => !IsWithAPerson(evidence, deal.Id))).Select(play => $"play {play.No} ({play.Name}) has not ended"),
        ]);

    private static bool IsWithAPerson(Evidence evidence, string id) =>
        Guid.TryParse(id, out var deal) && evidence.Deals.FirstOrDefault(one => one.Id == deal) is { } found && WaitsForAPerson(found, evidence.Views[deal]) is not null;

    private static string? Reason(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Short(JsonElement view) => JsonSerializer.Serialize(new
    {
        stage = view.GetProperty("stage"),
        missing = view.GetProperty("missing"),
        holds = view.GetProperty("holds"),
        waitsFor = Reason(view, "waitsFor"),
        payments = view.GetProperty("payments").EnumerateArray().Select(line => $"{line.GetProperty("purpose")} {line.GetProperty("state")} {Reason(line, "held")} {Reason(line, "code")}"),
    });
}
