namespace Pengcheng.Inspection.Visits;

/// <summary>Where a visit stands. It follows from the state; nobody sets it.</summary>
public enum VisitStatus
{
    /// <summary>Has its day; the firm was not told yet.</summary>
    Planned,

    /// <summary>The firm was told.</summary>
    Announced,

    /// <summary>Times are on offer, or the firm has named another.</summary>
    SlotProposed,

    /// <summary>The time is fixed.</summary>
    SlotConfirmed,

    /// <summary>The firm was told, and then of another day.</summary>
    Rescheduled,

    /// <summary>At the door without a plan; nothing is entered yet.</summary>
    Opened,

    /// <summary>Inside in an emergency, not scanned yet.</summary>
    EmergencyEntered,

    /// <summary>Scanned; other bodies of the joint visit are still to come.</summary>
    Arrived,

    /// <summary>All who come are inside.</summary>
    InProgress,

    /// <summary>Inside in an emergency, and scanned before leaving.</summary>
    LateScanned,

    /// <summary>Entered without network, recorded afterwards.</summary>
    Backfilled,

    /// <summary>Somebody was inside and has not scanned.</summary>
    ExitWithoutScan,

    /// <summary>Every body has recorded its result.</summary>
    ResultRecorded,

    /// <summary>The firm has taken note.</summary>
    EnterpriseAcknowledged,

    /// <summary>The firm has its rating token.</summary>
    Rated,

    /// <summary>The firm disputes what is recorded.</summary>
    Disputed,

    /// <summary>Over.</summary>
    Closed,

    /// <summary>Called off.</summary>
    Cancelled,

    /// <summary>The firm was closed.</summary>
    NoEntry,
}

public sealed partial record Visit
{
    /// <summary>Where it stands for all but the firm itself: that it has its rating token is nobody else's business.</summary>
    public VisitStatus StatusForOthers => Status == VisitStatus.Rated ? VisitStatus.EnterpriseAcknowledged : Status;

    /// <summary>The refusal of what can't be done any more. It names no more than everybody may know.</summary>
    internal Refusal Ended() => InspectionErrors.VisitEnded.With(("status", StatusForOthers));

    /// <summary>The refusal of what can't be done in this state.</summary>
    internal Refusal WrongState() => InspectionErrors.WrongVisitState.With(("status", StatusForOthers));

    /// <summary>Where it stands.</summary>
    public VisitStatus Status => End switch
    {
        VisitEnd.Closed => VisitStatus.Closed,
        VisitEnd.Cancelled or VisitEnd.NotHeld => VisitStatus.Cancelled,
        VisitEnd.NoEntry => VisitStatus.NoEntry,
        _ when Dispute is not null => VisitStatus.Disputed,
        _ when HasResults => AfterResults(),
        _ when !Unscanned.IsEmpty => VisitStatus.ExitWithoutScan,
        _ when !Emergencies.IsEmpty => VisitStatus.EmergencyEntered,
        _ when Entry is { } entry => Inside(entry),
        _ => Before(),
    };

    private VisitStatus AfterResults() =>
        !IsAcknowledged ? VisitStatus.ResultRecorded : RatingToken is not null ? VisitStatus.Rated : VisitStatus.EnterpriseAcknowledged;

    private VisitStatus Inside(Entry entry) =>
        entry.Method == EntryMethod.Backfill ? VisitStatus.Backfilled
        : WasEmergency ? VisitStatus.LateScanned
        : Participants.TrueForAll(p => p.Arrived is not null || p.IsAbsent) ? VisitStatus.InProgress
        : VisitStatus.Arrived;

    private VisitStatus Before() =>
        !IsPlanned ? VisitStatus.Opened
        : NoticeNo is null ? VisitStatus.Planned
        : Confirmed is not null ? VisitStatus.SlotConfirmed
        : !Slots.IsEmpty ? VisitStatus.SlotProposed
        : Rescheduled ? VisitStatus.Rescheduled
        : VisitStatus.Announced;
}
