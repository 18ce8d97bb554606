namespace Pengcheng.Inspection.Visits;

/// <summary>How officers came in.</summary>
public enum EntryMethod
{
    /// <summary>The rotating code in the firm's app.</summary>
    Code,

    /// <summary>The printed code; trusted only on the spot.</summary>
    StaticCode,

    /// <summary>The QR on the business licence; trusted as the printed code.</summary>
    LicenceQr,

    /// <summary>By name or credit code, when the firm would not show code or licence.</summary>
    Lookup,

    /// <summary>Entered later, since there was no network.</summary>
    Backfill,
}

/// <summary>A body's officers scanned at the door.</summary>
/// <param name="Place">Where the scanning device was.</param>
/// <param name="Reason">For a look-up: why.</param>
[EventName("inspection.entry-scanned.v1")]
public sealed record EntryScanned(string Body, EntryMethod Method, ImmutableList<string> Officers, GeoPoint? Place, DateTimeOffset At, string? Reason);

/// <summary>Evidence might be destroyed or people come to harm: the officers went in first. They scan before they leave.</summary>
[EventName("inspection.emergency-entry-declared.v1")]
public sealed record EmergencyEntryDeclared(string Body, ImmutableList<string> Officers, string Reason, DateTimeOffset At);

/// <summary>After an emergency entry they scanned, before they left.</summary>
[EventName("inspection.late-scan-recorded.v1")]
public sealed record LateScanRecorded(string Body, EntryMethod Method, ImmutableList<string> Officers, GeoPoint? Place, DateTimeOffset At, string? Reason);

/// <summary>An entry without network, entered afterwards.</summary>
/// <param name="RecordNo">The officers' app's own number of it.</param>
/// <param name="DaysAfter">Natural days since the inspection ended.</param>
[EventName("inspection.entry-backfilled.v1")]
public sealed record EntryBackfilled(
    string RecordNo, string Body, ImmutableList<string> Officers, DateTimeOffset EnteredAt, DateTimeOffset EndedAt, string Reason, int DaysAfter);

/// <summary>It was entered too late: kept as data, and no excuse for not having scanned.</summary>
[EventName("inspection.backfill-rejected.v1")]
public sealed record BackfillRejected(string RecordNo, string Body, int DaysAfter, int Limit);

/// <summary>The visit has its one entry. A joint visit has one, however many bodies come.</summary>
/// <param name="EntryId">Visit id and number.</param>
[EventName("inspection.entry-recorded.v1")]
public sealed record EntryRecorded(string EntryId, string Body, EntryMethod Method, DateTimeOffset At);

/// <summary>A body of the joint visit did not come.</summary>
[EventName("inspection.participant-absent.v1")]
public sealed record ParticipantAbsent(string Body);

/// <summary>The officers have left.</summary>
[EventName("inspection.departed.v1")]
public sealed record Departed(string Body, DateTimeOffset At);

/// <summary>They left without having scanned.</summary>
[EventName("inspection.exited-without-scan.v1")]
public sealed record ExitedWithoutScan(string Body, DateTimeOffset At);

/// <summary>A body was inside and there is no entry of it: a violation.</summary>
/// <param name="Source"><c>result</c>, <c>exit</c>, <c>emergency</c>, <c>late-backfill</c>, <c>complaint</c> or <c>location</c>.</param>
[EventName("inspection.unscanned-entry-detected.v1")]
public sealed record UnscannedEntryDetected(string Body, string Source);

/// <summary>The entry came in time after all, out of an outage's backlog.</summary>
[EventName("inspection.unscanned-entry-excused.v1")]
public sealed record UnscannedEntryExcused(string Body);

/// <summary>A scan that does not go with a visit: the supervision body looks into it.</summary>
/// <param name="Sign"><c>no-place</c>, <c>far-away</c>, <c>officer-elsewhere</c>, <c>outside-slot</c>, <c>no-result</c> or <c>disputed</c>.</param>
[EventName("inspection.suspected-false-scan.v1")]
public sealed record SuspectedFalseScan(string Body, string Sign, string Detail);

/// <summary>An inspection that nobody had announced was entered afterwards, when it could not be refused any more: the supervision body looks into it.</summary>
[EventName("inspection.unannounced-entry-detected.v1")]
public sealed record UnannouncedEntryDetected(string Body);

/// <summary>The entry was of the wrong firm. It stays in the history and does not count.</summary>
[EventName("inspection.entry-voided.v1")]
public sealed record EntryVoided(string EntryId, string By, string Reason);
