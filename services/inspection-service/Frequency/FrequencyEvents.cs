namespace Pengcheng.Inspection.Frequency;

/// <summary>An entry counts for this firm; a joint one once.</summary>
/// <param name="EntryId">The visit's entry.</param>
/// <param name="On">Its day in Shenzhen.</param>
[EventName("inspection.entry-counted.v1")]
public sealed record EntryCounted(string EntryId, Guid VisitId, EntryKind Kind, DateTimeOffset At, DateOnly On, ImmutableList<string> Bodies);

/// <summary>The supervision body has declared the entry void: it counts no longer. Its own event stays.</summary>
/// <param name="Number">Which of the visit's entries it was, 1, 2, 3 ...</param>
/// <param name="Bodies">Those that were inside.</param>
[EventName("inspection.entry-discounted.v1")]
public sealed record EntryDiscounted(string EntryId, Guid VisitId, int Number, ImmutableList<string> Bodies, string Reason);

/// <summary>The firm is inspected often: from this day on the count is what it should not be.</summary>
/// <param name="AlertNo">1, 2, 3 ... of this firm.</param>
/// <param name="Day">The day on which the count was reached.</param>
/// <param name="Count">The count on that day.</param>
[EventName("inspection.frequency-alert-raised.v1")]
public sealed record FrequencyAlertRaised(int AlertNo, FrequencyWindow Window, DateOnly Day, int Count, ImmutableList<string> Bodies);

/// <summary>After a void the count was never reached.</summary>
[EventName("inspection.alert-withdrawn.v1")]
public sealed record AlertWithdrawn(int AlertNo, FrequencyWindow Window, DateOnly Day);

/// <summary>Two bodies came at nearly the same time, and not together.</summary>
[EventName("inspection.uncoordinated-concurrency-detected.v1")]
public sealed record UncoordinatedConcurrencyDetected(string EntryId, string OtherEntryId, ImmutableList<string> Bodies);
