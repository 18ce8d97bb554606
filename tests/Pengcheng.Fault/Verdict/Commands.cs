using System.Text.Json;
using Pengcheng.Fault.Load;

namespace Pengcheng.Fault.Verdict;

/// <summary>What was answered is so, and stays so.</summary>
internal static class Commands
{
    // Each command of the load leaves exactly one of these in its deal's history.
    private static readonly (string Path, string[] Events)[] Traces =
    [
        ("", ["deal-opened"]), ("screening", ["title-screened"]), ("signatures", ["party-signed"]), ("loan-approvals", ["loan-approved"]), ("loan-refusals", ["loan-refused"]),
        ("registration", ["registration-submitted"]), ("registration/clarification", ["registration-confirmed", "registration-reverted"]), ("registration/withdrawal", ["application-withdrawn"]), ("cancellation", ["deal-cancelled"]),
        ("payoff-confirmation", ["payoff-confirmed"]), ("seller-account", ["seller-account-proposed"]), ("freezes", ["deal-frozen"]), ("freezes/*/release", ["deal-unfrozen"]),
        ("incidents/*/resolution", ["security-incident-resolved"]),
    ];

    /// <summary>The answer to each accepted command is in the store, word for word.</summary>
    public static Finding AreStored(Evidence evidence)
    {
        var kept = evidence.Answers.ToDictionary(answer => (answer.Client, answer.Key));
        var accepted = Accepted(evidence);
        return new Finding("every command answered 2xx is in the store", "each answer on the wire against the answer kept in the command's commit", accepted.Count,
        [
            .. accepted.Where(call => !kept.TryGetValue((call.Who, call.Key), out var answer) || answer.Status != call.Status || answer.Body != call.Answer)
                .Select(call => $"{call.Who} {call.Path} {call.Key}: answered {call.Status}, {(kept.ContainsKey((call.Who, call.Key)) ? "another answer is kept" : "nothing is kept")}"),
        ]);
    }

    /// <summary>Each accepted command has left its event in the deal's history, once.</summary>
    public static Finding HaveTheirEvents(Evidence evidence)
    {
        var (violations, count) = (new List<string>(), 0);
        foreach (var same in Accepted(evidence).Where(call => call.Deal.Length > 0).GroupBy(call => (Deal: Guid.Parse(call.Deal), Command: CommandOf(call.Path))))
        {
            var trace = Traces.FirstOrDefault(trace => trace.Path == same.Key.Command);
            if (trace.Events is null) continue;
            count += same.Count();
            var found = evidence.Timelines.TryGetValue(same.Key.Deal, out var timeline)
                ? timeline.EnumerateArray().Count(entry => trace.Events.Any(name => entry.GetProperty("event").GetString() == $"escrow.{name}.v1"))
                : 0;
            if (found != same.Count()) violations.Add($"{evidence.NoOf(same.Key.Deal)}: {same.Count()} × {same.Key.Command} accepted, {found} in the history");
        }

        return new Finding("… and has left its event in the deal's history, once", "each deal's timeline, through the gateway", count, violations);
    }

    /// <summary>What the partners' systems were told was taken, is there.</summary>
    public static Finding OfPartnersAreStored(Evidence evidence)
    {
        var kept = evidence.Answers.Select(answer => answer.Key).ToHashSet(StringComparer.Ordinal);
        var taken = evidence.Deliveries.Where(delivery => delivery.Status == "delivered").ToList();
        return new Finding("every advice, notice and record that was taken is in the store", "what banks, registries and devices sent, against kept answers and kept notices", taken.Count,
            [.. taken.Where(one => one.Channel is "advice" or "command" ? !kept.Contains(one.Key) : !evidence.Notices.ContainsKey(one.Key)).Select(one => $"{one.Channel} {one.Key} ({one.Subject}): {one.Answer}")]);
    }

    /// <summary>What the partners' systems had to say has come through.</summary>
    public static Finding OfPartnersCameThrough(Evidence evidence) =>
        new("no advice, notice or record is still on its way, or was refused", "the sandbox's deliveries", evidence.Deliveries.Count,
            [.. evidence.Deliveries.Where(one => one.Status != "delivered").Select(one => $"{one.Status}: {one.Channel} {one.Key} ({one.Subject}): {one.Answer} {one.Text}")]);

    /// <summary>Whoever asked again with the same key was answered the same.</summary>
    public static Finding AreAnsweredTheSame(Evidence evidence)
    {
        var retried = evidence.Calls.GroupBy(call => call.Key).Where(same => same.Count() > 1).ToList();
        return new Finding("the same answer for every retried Idempotency-Key", "commands sent again by the load: no answer, a lost one, or 5xx", retried.Count,
        [
            .. retried.Select(same => same.Where(call => call.IsFinal).DistinctBy(call => (call.Status, call.Answer)).ToList()).Where(different => different.Count > 1)
                .Select(different => $"{different[0].Path} {different[0].Key}: {different[0].Status} {different[0].Answer} and {different[1].Status} {different[1].Answer}"),
        ]);
    }

    /// <summary>The same, long afterwards.</summary>
    public static Finding AreAnsweredTheSameAtTheEnd(Evidence evidence) =>
        new("… and again at the end", "a sample of answered commands, sent once more", evidence.Resent.Count,
        [
            .. evidence.Resent.Where(pair => pair.First.Status != pair.Again.Status || pair.First.Answer != pair.Again.Answer)
                .Select(pair => $"{pair.First.Path} {pair.First.Key}: {pair.First.Status} {pair.First.Answer}, and at the end {pair.Again.Status} {pair.Again.Answer}"),
        ]);

    private static List<Call> Accepted(Evidence evidence) => [.. evidence.Calls.Where(call => call.IsAccepted).DistinctBy(call => call.Key)];

    // /api/escrow/v1/deals/{id}/freezes/{orderNo}/release: what varies becomes a star.
    private static string CommandOf(string path)
    {
        var parts = path.Split('/').Skip(6).ToArray();
        return parts is [var first, _, var last] ? $"{first}/*/{last}" : string.Join('/', parts);
    }
}
