using System.Globalization;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Frequency;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Visits;

/// <summary>
/// What follows from a visit's events. It tells its firm what counts and what became of the plans, and a body's record what it did
/// wrong: each by a due command, whose commit on the other stream removes it, so that it is told exactly once.
/// </summary>
public sealed class VisitReactions(InspectionPolicy policy) : IReactions<Visit>
{
    // A body enters a firm once a day for each kind of visit; and for each emergency.
    private static readonly NaturalKey<(Visit Visit, string Body, DateTimeOffset At)> EntryKey = new("entry", entry =>
    {
        var (visit, body, day) = (entry.Visit, entry.Visit.Of(entry.Body)!, ShenzhenTime.DateOf(entry.At).ToString("O", CultureInfo.InvariantCulture));
        return $"{visit.Uscc}/{body.Body}/{(body.FirstIn ? $"{visit.VisitId:N}" : visit.Subject.Kind)}/{day}".ToLowerInvariant();
    }, InspectionErrors.EntryExists);

    private static readonly string[] Timers = ["slot-choice", "day-over", "no-result", "acknowledge", "close"];

    /// <inheritdoc/>
    public IEnumerable<Effect> React(Visit? before, object @event, Visit after, Facts facts)
    {
        return
        [
            .. Effect.Told(Publishing.Of(@event, after, facts)), .. Process(before, @event, after, facts), .. Tell(before, @event, after, facts),
            .. Results(before, after, facts),
        ];
    }

    private IEnumerable<Effect> Process(Visit? before, object @event, Visit visit, Facts facts) => @event switch
    {
        VisitPlanned e => [DayOver(e.Day)],
        VisitRescheduled e => [DayOver(e.To), new Effect.Cancel("slot-choice")],
        SlotsProposed e => [Due.After("slot-choice", e.ChooseBy, new ConfirmBySilence(e.ChooseBy))],
        SlotConfirmed => [new Effect.Cancel("slot-choice")],
        EntryScanned e => [EntryKey.Claim((visit, e.Body, e.At)), NoResult(facts)],
        LateScanRecorded e => [new Effect.Cancel($"emergency:{e.Body}"), EntryKey.Claim((visit, e.Body, e.At)), NoResult(facts)],
        EntryBackfilled e => [new Effect.Cancel($"emergency:{e.Body}"), EntryKey.Claim((visit, e.Body, e.EnteredAt)), NoResult(facts)],
        // Somebody was inside without a plan, and nobody comes any more: the visit ends when an offline record can come no longer.
        ExitedWithoutScan when !visit.IsPlanned && visit.Entry is null => [DayOver(visit.Day, facts)],
        EmergencyEntryDeclared e => [new Effect.Schedule($"emergency:{e.Body}", e.At + policy.EmergencyScan, new ExpireEmergency(e.Body))],
        EntryVoided =>
        [
            .. before!.Participants.Where(p => p.Arrived is not null).Select(p => EntryKey.Release((before, p.Body, p.Arrived!.Value))),
            .. visit.IsPlanned ? [DayOver(visit.Day, facts)] : (IEnumerable<Effect>)[],
        ],
        RectificationOrdered e => [Due.After($"rectify:{e.OrderNo}", e.Due, new ExpireRectification(e.OrderNo))],
        RectificationAccepted e => [new Effect.Cancel($"rectify:{e.OrderNo}")],
        DisputeResolved when visit is { HasResults: true, IsAcknowledged: false } => [Silence(facts)],
        ResultAcknowledged e => [new Effect.Cancel("acknowledge"), Due.After("close", e.RateBy, new CloseVisit())],
        VisitClosed or VisitCancelled or NoEntryFound => Timers.Select(key => new Effect.Cancel(key)),
        _ => [],
    };

    private static IEnumerable<Effect> Tell(Visit? before, object @event, Visit visit, Facts facts) => @event switch
    {
        VisitRescheduled e => [Due.Now("moved", facts, new MoveVisit(visit.Uscc, visit.VisitId, e.To))],
        EntryRecorded e => [Due.Now($"count:{e.EntryId}", facts, new CountEntry(
            visit.Uscc, e.EntryId, visit.VisitId, visit.Subject.Kind, e.At, ShenzhenTime.DateOf(e.At), [.. visit.Participants.Where(p => !p.IsAbsent).Select(p => p.Body)]))],
        EntryVoided e => [Due.Now($"discount:{e.EntryId}", facts, new DiscountEntry(
            visit.Uscc, e.EntryId, visit.VisitId, visit.Entries, [.. before!.Participants.Where(p => p.Arrived is not null).Select(p => p.Body)], visit.IsLive ? visit.Day : null, e.Reason))],
        ResultRecorded e when visit.IsPlanned => [Due.Now($"executed:{e.Body}", facts, new RecordExecution(visit.Uscc, visit.VisitId, e.Body, visit.EntryNumber, e.Items))],
        ParticipantAbsent e => [Return(visit, e.Body, "absent", alone: false, facts)],
        NoEntryFound or VisitCancelled { Reason: VisitCancelled.NotHeld } => visit.Participants.Select(p => Return(visit, p.Body, @event is NoEntryFound ? "no-entry" : "not-held", alone: true, facts)),
        UnscannedEntryDetected e => [Due.Now($"unscanned:{e.Body}", facts, new NoteViolation(e.Body, visit.District, Unscanned(visit, e.Body), ViolationKind.UnscannedEntry, e.Source))],
        UnscannedEntryExcused e => [Due.Now($"excused:{e.Body}", facts, new DismissViolation(e.Body, visit.District, Unscanned(visit, e.Body), "entered in time after an outage", Actor.Clock))],
        SuspectedFalseScan e => [Due.Now($"false:{e.Body}:{e.Sign}", facts, new NoteSuspicion(e.Body, visit.District, $"{e.Sign}:{Attempt(visit)}", ViolationKind.FalseScan, e.Detail))],
        UnannouncedEntryDetected e => [Due.Now($"unannounced:{e.Body}", facts, new NoteSuspicion(e.Body, visit.District, $"unannounced:{Attempt(visit)}", ViolationKind.Arbitrary, "backfill"))],
        _ => [],
    };

    // Read off the state: a result, an absence or a withdrawal may be what completes them.
    private IEnumerable<Effect> Results(Visit? before, Visit after, Facts facts) =>
        before?.HasResults == true || !after.HasResults || !after.IsLive
            ? []
            : [new Effect.Cancel("no-result"), Silence(facts)];

    private Effect.Schedule NoResult(Facts facts) => Due.AfterWorkingDays("no-result", policy.ResultWorkingDays, facts, new SuspectMissingResult());

    private Effect.Schedule Silence(Facts facts) => Due.AfterWorkingDays("acknowledge", policy.AcknowledgementWorkingDays, facts, new Acknowledge(Moves.Silence));

    // An offline entry may still come for some days.
    private Effect.Schedule DayOver(DateOnly day) => Due.After("day-over", day.AddDays(policy.BackfillDays), new ConcludeDay(day));

    private Effect.Schedule DayOver(DateOnly day, Facts facts) =>
        Due.After("day-over", (day > facts.Today ? day : facts.Today).AddDays(policy.BackfillDays), new ConcludeDay(day));

    private static Effect.Schedule Return(Visit visit, string body, string reason, bool alone, Facts facts) =>
        Due.Now($"return:{body}", facts, new ReturnPlans(visit.Uscc, visit.VisitId, body, reason, alone));

    private static string Unscanned(Visit visit, string body) => $"unscanned:{Attempt(visit)}:{body}";

    // After a void everything may happen once more.
    private static string Attempt(Visit visit) => visit.VoidedEntries.IsEmpty ? $"{visit.VisitId:N}" : $"{visit.VisitId:N}-{visit.VoidedEntries.Count + 1}";
}
