namespace Pengcheng.Inspection.Visits;

public sealed partial record Visit
{
    /// <inheritdoc/>
    public static Visit Evolve(Visit? state, object @event) => @event switch
    {
        VisitPlanned e => new Visit
        {
            Subject = e.Subject,
            IsPlanned = true,
            Lead = e.Lead,
            Window = e.Window,
            Day = e.Day,
            Participants = [.. e.Parts.Select(part => new Participant(part.Body, part.Kind, part.PlanId, part.Items, []))],
        },
        VisitOpened e => new Visit
        {
            Subject = e.Subject,
            IsPlanned = false,
            Lead = e.Part.Body,
            Window = new DayRange(e.Day, e.Day),
            Day = e.Day,
            Participants = [new Participant(e.Part.Body, e.Part.Kind, e.Part.PlanId, e.Part.Items, [])],
        },
        _ => (state ?? throw new UnknownEventException(typeof(Visit), @event)).Then(@event),
    };

    private Visit Then(object @event) => @event switch
    {
        // Booking
        VisitAnnounced e => e.Teams.Aggregate(this with { NoticeNo = e.NoticeNo }, (visit, team) => visit.With(team.Body, p => p with { Officers = team.Officers })),
        SlotsProposed e => this with { Slots = e.Slots, ChooseBy = e.ChooseBy, Counter = null, Confirmed = null },
        SlotCountered e => this with { Counter = e.Slot },
        SlotsLapsed => this with { Slots = [], Counter = null, ChooseBy = null },
        SlotConfirmed e => this with { Confirmed = e.Slot, Counter = null, ChooseBy = null },
        VisitRescheduled e => this with
        {
            Day = e.To,
            Rescheduled = true,
            Postponed = Postponed || e.By == Moves.Firm,
            Confirmed = Confirmed?.Day == e.To ? Confirmed : null,
            Slots = Confirmed?.Day == e.To ? Slots : [],
            Counter = null,
            ChooseBy = null,
        },
        ParticipantWithdrawn e => Without(e.Body),
        VisitCancelled e => this with { End = e.Reason == VisitCancelled.NotHeld ? VisitEnd.NotHeld : VisitEnd.Cancelled },
        NoEntryFound => this with { End = VisitEnd.NoEntry },

        // Entry
        EntryScanned e => With(e.Body, p => p with { Arrived = e.At, Method = e.Method, Officers = e.Officers, IsAbsent = false }),
        EmergencyEntryDeclared e => With(e.Body, p => p with { FirstIn = true }) with { Emergencies = Emergencies.Add(new Emergency(e.Body, e.Officers, e.At)), WasEmergency = true },
        LateScanRecorded e => With(e.Body, p => p with { Arrived = e.At, Method = e.Method, Officers = e.Officers, IsAbsent = false }) with { Emergencies = Emergencies.RemoveAll(x => x.Body == e.Body) },
        EntryBackfilled e => With(e.Body, p => p with { Arrived = e.EnteredAt, Method = EntryMethod.Backfill, Officers = e.Officers, IsAbsent = false, HasLeft = true }) with
        {
            End = End is VisitEnd.NotHeld or VisitEnd.Closed ? null : End,
            Records = Records.Add(e.RecordNo),
            Emergencies = Emergencies.RemoveAll(x => x.Body == e.Body),
        },
        EntryRecorded e => this with { Entry = new Entry(e.EntryId, e.Method, e.At), Entries = Entries + 1 },
        ParticipantAbsent e => With(e.Body, p => p with { IsAbsent = true }),
        Departed e => With(e.Body, p => p with { HasLeft = true }),
        ExitedWithoutScan e => this with { Emergencies = Emergencies.RemoveAll(x => x.Body == e.Body) },
        UnscannedEntryDetected e => this with { Unscanned = Unscanned.Add(e.Body) },
        UnscannedEntryExcused e => With(e.Body, p => p with { Result = p.Result is { } result ? result with { EntryId = Entry?.EntryId } : null }) with { Unscanned = Unscanned.Remove(e.Body) },
        EntryVoided e => this with
        {
            Entry = null,
            VoidedEntries = VoidedEntries.Add(e.EntryId),
            Rectifications = Rectifications.RemoveAll(order => Of(order.Body) is { Arrived: not null }),
            IsAcknowledged = false,
            RateBy = null,
            Suspicions = [],
            // Who was inside without a scan was not in this entry.
            Participants = [.. Participants.Select(p => p.Arrived is null ? p : p with { Arrived = null, Method = null, HasLeft = false, Result = null, IsLate = false })],
        },
        SuspectedFalseScan e => this with { Suspicions = Suspicions.Add($"{e.Body}/{e.Sign}") },
        BackfillRejected e => With(e.Body, p => p with { IsLate = true }),
        UnannouncedEntryDetected => this,

        // Result
        // Whoever came late has a result that the firm has not seen, though it has seen the others'.
        ResultRecorded e => With(e.Body, p => p with { Result = new InspectionResult(e.EntryId, e.Items, e.Outcome, e.Findings) }) with { IsAcknowledged = false },
        RectificationOrdered e => this with { Rectifications = Rectifications.Add(new Rectification(e.OrderNo, e.Body, e.Demand, e.Due)) },
        RectificationReported e => Order(e.OrderNo, order => order with { Report = e.Report }),
        RectificationAccepted e => Order(e.OrderNo, order => order with { IsAccepted = true }),
        RectificationOverdue e => Order(e.OrderNo, order => order with { IsOverdue = true }),
        ResultAcknowledged e => this with { IsAcknowledged = true, RateBy = e.RateBy },
        VisitDisputed e => this with { Dispute = e.Reason },
        DisputeResolved => this with { Dispute = null },
        RatingTokenIssued e => this with { RatingToken = e },
        VisitClosed => this with { End = VisitEnd.Closed },
        _ => throw new UnknownEventException(typeof(Visit), @event),
    };

    // What the others come for is what the visit is for.
    private Visit Without(string body)
    {
        var left = Participants.RemoveAll(p => p.Body == body);
        return this with { Participants = left, Lead = Lead == body ? left[0].Body : Lead, Subject = Subject with { Kind = left.Min(p => p.Kind) } };
    }

    private Visit With(string body, Func<Participant, Participant> change) =>
        this with { Participants = [.. Participants.Select(p => p.Body == body ? change(p) : p)] };

    private Visit Order(string orderNo, Func<Rectification, Rectification> change) =>
        this with { Rectifications = [.. Rectifications.Select(order => order.OrderNo == orderNo ? change(order) : order)] };
}
