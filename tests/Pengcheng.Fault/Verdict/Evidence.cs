using System.Text.Json;
using Pengcheng.Demo;
using Pengcheng.Fault.Load;

namespace Pengcheng.Fault.Verdict;

/// <summary>A deal's line in escrow-service's list.</summary>
internal sealed record Dealt(Guid Id, string No, string Status);

/// <summary>A stored event.</summary>
internal sealed record Stored(Guid Stream, long Version, string Type, JsonElement Data);

/// <summary>A stream, and up to where it says that it goes.</summary>
internal sealed record Stream(string Service, Guid Id, long Version, long Events, long Least, long Most);

/// <summary>One side of a movement in the platform's ledger.</summary>
internal sealed record Posted(Guid Event, Guid Stream, string Account, long Fen, string? Reference);

/// <summary>An answer that a service keeps.</summary>
internal sealed record Kept(string Client, string Key, int Status, string Body);

/// <summary>An entry in a bank's own books.</summary>
internal sealed record Booked(string Reference, string Bank, string Account, bool IsCredit, long Fen, string? Ours, string? Reverses);

/// <summary>A payment in a bank's own books.</summary>
internal sealed record Paid(string Bank, string Reference, string Status, long Fen, string CreditorBank, string Creditor, string Remittance);

/// <summary>An account in a bank's own books.</summary>
internal sealed record Owned(string Bank, string Account, string Kind, long Fen);

/// <summary>A loan in a bank's own books.</summary>
internal sealed record Lent(string Bank, string No, long PaidFen);

/// <summary>What a partner sent to the platform, and how that was taken.</summary>
internal sealed record Delivered(long Id, string Key, string Channel, string Sender, string Subject, string Status, int? Answer, string? Text);

/// <summary>An enterprise in the sandbox's registry.</summary>
internal sealed record Enterprise(string Uscc, string Name);

/// <summary>A firm's row in inspection-service, with how many entries it counts.</summary>
internal sealed record Firm(Guid Id, string Uscc, string Name, int Entries);

/// <summary>What a service still has to do by itself: outbox rows older than its sweep, due commands that are overdue or fail.</summary>
internal sealed record Left(string Service, string What, string Detail);

/// <summary>A queue of the broker that is not empty.</summary>
internal sealed record Waiting(string Queue, long Messages, string? Reason);

/// <summary>Everything that the checks look at, gathered from outside: the wire, the API, each service's store, the broker, the banks' own books.</summary>
internal sealed record Evidence
{
    public required IReadOnlyCollection<Call> Calls { get; init; }

    public required IReadOnlyCollection<Play> Plays { get; init; }

    public required IReadOnlyList<(Call First, Call Again)> Resent { get; init; }

    public required IReadOnlyList<Dealt> Deals { get; init; }

    /// <summary>Each deal as the trustee sees it through the gateway, by id.</summary>
    public required IReadOnlyDictionary<Guid, JsonElement> Views { get; init; }

    /// <summary>Each deal's history through the gateway, by id.</summary>
    public required IReadOnlyDictionary<Guid, JsonElement> Timelines { get; init; }

    public required IReadOnlyList<Stored> Events { get; init; }

    public required IReadOnlyList<Stream> Streams { get; init; }

    public required IReadOnlyList<Posted> Postings { get; init; }

    public required IReadOnlyList<Kept> Answers { get; init; }

    /// <summary>Notices that registry-service has kept, accepted or refused, by their id.</summary>
    public required IReadOnlyDictionary<string, string> Notices { get; init; }

    public required IReadOnlyList<Booked> Entries { get; init; }

    public required IReadOnlyList<Paid> Payments { get; init; }

    public required IReadOnlyList<Owned> Accounts { get; init; }

    public required IReadOnlyList<Lent> Loans { get; init; }

    public required IReadOnlyList<Delivered> Deliveries { get; init; }

    public required IReadOnlyList<Enterprise> Enterprises { get; init; }

    public required IReadOnlyList<Firm> Firms { get; init; }

    /// <summary>The events of visits, and of firms what they count.</summary>
    public required IReadOnlyList<Stored> Visits { get; init; }

    /// <summary>How many services were looked into for what is left.</summary>
    public required int Services { get; init; }

    public required IReadOnlyList<Left> Left { get; init; }

    public required IReadOnlyList<Waiting> Queues { get; init; }

    /// <summary>Every entry that a visit has recorded.</summary>
    public IEnumerable<(Guid Visit, string EntryId)> Recorded =>
        Visits.Where(e => e.Type == "inspection.entry-recorded.v1").Select(e => (e.Stream, e.Data.GetProperty("entryId").GetString()!));

    /// <summary>The number of a deal, for people.</summary>
    public string NoOf(Guid deal) => Deals.FirstOrDefault(one => one.Id == deal)?.No ?? deal.ToString();

    /// <summary>The payments of a deal, as the trustee sees them.</summary>
    public IReadOnlyList<Line> LinesOf(Guid deal) => Line.Of(Views[deal]);
}
