namespace Pengcheng.Inspection.Visits;

/// <summary>A body in a visit, and how far it has got.</summary>
/// <param name="Kind">What it comes for.</param>
/// <param name="Officers">As announced.</param>
/// <param name="Arrived">When its officers came in, if there is an entry of theirs.</param>
/// <param name="Method">How they came in.</param>
/// <param name="FirstIn">In an emergency, before they scanned.</param>
/// <param name="IsLate">Its offline record came too late.</param>
public sealed record Participant(
    string Body, EntryKind Kind, Guid? PlanId, ImmutableList<InspectionItem> Items, ImmutableList<string> Officers,
    DateTimeOffset? Arrived = null, EntryMethod? Method = null, bool IsAbsent = false, bool HasLeft = false, InspectionResult? Result = null, bool FirstIn = false, bool IsLate = false)
{
    /// <summary>Whether nothing more is to be expected of it.</summary>
    public bool IsDone => IsAbsent || Result is not null;
}

/// <summary>A body's result.</summary>
public sealed record InspectionResult(string? EntryId, ImmutableList<string> Items, InspectionOutcome Outcome, string Findings);

/// <summary>The visit's one entry that counts.</summary>
public sealed record Entry(string EntryId, EntryMethod Method, DateTimeOffset At);

/// <summary>An emergency entry that still has to be scanned.</summary>
public sealed record Emergency(string Body, ImmutableList<string> Officers, DateTimeOffset At);

/// <summary>An order to the firm.</summary>
/// <param name="Demand">What is to be put right.</param>
/// <param name="Report">What the firm says that it has done.</param>
public sealed record Rectification(string OrderNo, string Body, string Demand, DateOnly Due, string? Report = null, bool IsAccepted = false, bool IsOverdue = false)
{
    /// <summary>Whether the firm has reported.</summary>
    public bool IsReported => Report is not null;
}

/// <summary>
/// One visit to one firm by one body or several together. Built by events only, see <c>Visit.Evolve.cs</c>; where it stands follows from
/// that, see <c>VisitStatus.cs</c>. Whoever scans first makes its entry; that there is one only is settled on this stream.
/// </summary>
public sealed partial record Visit : IState<Visit>
{
    /// <summary>Firm, place, kind and cause.</summary>
    public required VisitSubject Subject { get; init; }

    /// <summary>Its id.</summary>
    public Guid VisitId => Subject.VisitId;

    /// <summary>Whose.</summary>
    public UnifiedSocialCreditCode Uscc => Subject.Uscc;

    /// <summary>Where, GB/T 2260.</summary>
    public string District => Subject.District;

    /// <summary>Whether it was planned; else somebody was at the door.</summary>
    public required bool IsPlanned { get; init; }

    /// <summary>Who leads.</summary>
    public required string Lead { get; init; }

    /// <summary>The bodies.</summary>
    public required ImmutableList<Participant> Participants { get; init; }

    /// <summary>The days in which it may be held.</summary>
    public required DayRange Window { get; init; }

    /// <summary>The day on which it is held.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The notice, once the firm was told.</summary>
    public string? NoticeNo { get; init; }

    /// <summary>Times on offer.</summary>
    public ImmutableList<Slot> Slots { get; init; } = [];

    /// <summary>The last day to choose among them.</summary>
    public DateOnly? ChooseBy { get; init; }

    /// <summary>What the firm would rather have.</summary>
    public Slot? Counter { get; init; }

    /// <summary>The time that is fixed.</summary>
    public Slot? Confirmed { get; init; }

    /// <summary>Whether the firm has used its free postponement.</summary>
    public bool Postponed { get; init; }

    /// <summary>Whether it ever had another day than at first.</summary>
    public bool Rescheduled { get; init; }

    /// <summary>The entry that counts, or null.</summary>
    public Entry? Entry { get; init; }

    /// <summary>How many entries there were, void ones included.</summary>
    public int Entries { get; init; }

    /// <summary>The number of its entry, or of the one that is still to be made.</summary>
    public int EntryNumber => Entry is null ? Entries + 1 : Entries;

    /// <summary>Entries that were declared void.</summary>
    public ImmutableList<string> VoidedEntries { get; init; } = [];

    /// <summary>Emergencies that wait for their scan.</summary>
    public ImmutableList<Emergency> Emergencies { get; init; } = [];

    /// <summary>Whether somebody went in first and scanned later.</summary>
    public bool WasEmergency { get; init; }

    /// <summary>Offline records that were entered.</summary>
    public ImmutableHashSet<string> Records { get; init; } = [];

    /// <summary>Bodies that were inside without an entry.</summary>
    public ImmutableHashSet<string> Unscanned { get; init; } = [];

    /// <summary>What was suspected, by body and sign: each once.</summary>
    public ImmutableHashSet<string> Suspicions { get; init; } = [];

    /// <summary>Orders to the firm.</summary>
    public ImmutableList<Rectification> Rectifications { get; init; } = [];

    /// <summary>Whether the firm has taken note.</summary>
    public bool IsAcknowledged { get; init; }

    /// <summary>The last day to rate, once it has.</summary>
    public DateOnly? RateBy { get; init; }

    /// <summary>What the firm disputes, or null.</summary>
    public string? Dispute { get; init; }

    /// <summary>What the firm's one rating token was issued for.</summary>
    public RatingTokenIssued? RatingToken { get; init; }

    /// <summary>How it ended.</summary>
    public VisitEnd? End { get; init; }

    /// <summary>Whether anything may still happen.</summary>
    public bool IsLive => End is null;

    /// <summary>One body's part, or null.</summary>
    public Participant? Of(string body) => Participants.Find(participant => participant.Body == body);

    /// <summary>Whether every body has recorded its result or stayed away.</summary>
    public bool HasResults => Participants.Exists(p => p.Result is not null) && Participants.TrueForAll(p => p.IsDone);
}

/// <summary>How a visit ends.</summary>
public enum VisitEnd
{
    /// <summary>Held, and everything done.</summary>
    Closed,

    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>Nobody came. An offline record may still show that somebody had.</summary>
    NotHeld,

    /// <summary>The firm was closed.</summary>
    NoEntry,
}
