namespace Pengcheng.Fault.Verdict;

/// <summary>Inspections: who was told of is known, who was inside is entered, and each entry counts once.</summary>
internal static class Entries
{
    /// <summary>Each enterprise is a firm, as the registry has it at last.</summary>
    public static Finding HaveTheirFirms(Evidence evidence)
    {
        var firms = evidence.Firms.ToLookup(firm => firm.Uscc);
        return new Finding("every enterprise that was registered is a firm, once, under its latest name", "the sandbox's enterprise registry against inspection-service's firms", evidence.Enterprises.Count,
        [
            .. evidence.Enterprises.Where(one => firms[one.Uscc].Count() != 1 || firms[one.Uscc].Single().Name != one.Name)
                .Select(one => $"{one.Uscc} {one.Name}: {(firms[one.Uscc].Any() ? string.Join(", ", firms[one.Uscc].Select(firm => firm.Name)) : "no firm")}"),
        ]);
    }

    /// <summary>Whoever was told that he is in, is.</summary>
    public static Finding OfScansAreThere(Evidence evidence)
    {
        var entered = evidence.Recorded.Select(entry => (entry.Visit, entry.EntryId)).ToHashSet();
        var accepted = evidence.Calls.Where(call => call.IsAccepted && call.Path.EndsWith("/inspection/v1/scans", StringComparison.Ordinal)).DistinctBy(call => call.Key)
            .Select(call => (call, Visit: System.Text.Json.JsonDocument.Parse(call.Answer).RootElement.GetProperty("visit"))).ToList();
        return new Finding("every accepted scan is an entry", "each scan's answer on the wire against inspection-service's events", accepted.Count,
        [
            .. accepted.Where(scan => !entered.Contains((scan.Visit.GetProperty("visitId").GetGuid(), scan.Visit.GetProperty("entry").GetProperty("entryId").GetString()!)))
                .Select(scan => $"{scan.call.Who} {scan.call.Key}: {scan.Visit}"),
        ]);
    }

    /// <summary>What devices wrote down without network, and sent twice.</summary>
    public static Finding OfRecordsAreThere(Evidence evidence)
    {
        var backfilled = evidence.Visits.Where(e => e.Type == "inspection.entry-backfilled.v1").ToLookup(e => e.Data.GetProperty("recordNo").GetString());
        var uploaded = evidence.Deliveries.Where(one => one is { Status: "delivered", Channel: "command" } && one.Sender.StartsWith("officer-", StringComparison.Ordinal)).ToList();
        return new Finding("every offline record that was taken is one entry, however often it was sent", $"{uploaded.Count} uploads by the sandbox's devices against inspection-service's events", uploaded.Count,
        [
            .. uploaded.Select(one => one.Subject.Split(' ')[0]).Distinct().Where(no => backfilled[no].Count() != 1).Select(no => $"record {no}: {backfilled[no].Count()} entries"),
        ]);
    }

    /// <summary>A crowd of scans at one door is one entry.</summary>
    public static Finding AreOneForEachVisit(Evidence evidence)
    {
        var entries = evidence.Recorded.ToLookup(entry => entry.Visit);
        var opened = evidence.Visits.Where(e => e.Type == "inspection.visit-opened.v1").ToList();
        return new Finding("each visit has one entry, each body came into it once, and a day's crowd made one visit", "every visit's events", opened.Count,
        [
            .. opened.Where(e => entries[e.Stream].Count() != 1).Select(e => $"visit {e.Stream} has {entries[e.Stream].Count()} entries"),
            .. evidence.Visits.Where(e => e.Type is "inspection.entry-scanned.v1" or "inspection.entry-backfilled.v1").GroupBy(e => (e.Stream, Body: e.Data.GetProperty("body").GetString()))
                .Where(same => same.Count() > 1).Select(same => $"visit {same.Key.Stream}: {same.Key.Body} came in {same.Count()} times"),
            .. opened.GroupBy(DoorOf).Where(same => same.Count() > 1).Select(same => $"{same.Key}: {same.Count()} visits"),
        ]);
    }

    /// <summary>What one stream tells another arrives, once.</summary>
    public static Finding AreCountedOnce(Evidence evidence)
    {
        var subject = evidence.Visits.Where(e => e.Type == "inspection.visit-opened.v1").ToDictionary(e => e.Stream, e => e.Data.GetProperty("subject").GetProperty("uscc").GetString());
        var entered = evidence.Recorded.ToLookup(entry => subject.GetValueOrDefault(entry.Visit) ?? "", entry => entry.EntryId);
        var counted = evidence.Visits.Where(e => e.Type == "inspection.entry-counted.v1").ToLookup(e => e.Stream, e => e.Data.GetProperty("entryId").GetString()!);
        return new Finding("a firm's count is its entries, each once", "each firm's own events and its row against the entries of its visits", evidence.Firms.Count,
        [
            .. evidence.Firms.Where(firm => !counted[firm.Id].Order(StringComparer.Ordinal).SequenceEqual(entered[firm.Uscc].Order(StringComparer.Ordinal)))
                .Select(firm => $"{firm.Uscc} has counted {string.Join(", ", counted[firm.Id])} of {string.Join(", ", entered[firm.Uscc])}"),
            .. evidence.Firms.Where(firm => firm.Entries != entered[firm.Uscc].Count()).Select(firm => $"{firm.Uscc} has {firm.Entries} entries in its row, {entered[firm.Uscc].Count()} in its visits"),
        ]);
    }

    // Whose officers came where, for what and on which day.
    private static string DoorOf(Stored opened)
    {
        var (subject, data) = (opened.Data.GetProperty("subject"), opened.Data);
        return $"{subject.GetProperty("uscc")} {data.GetProperty("part").GetProperty("body")} {subject.GetProperty("kind")} {data.GetProperty("day")}";
    }
}
