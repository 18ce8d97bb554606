namespace Pengcheng.Inspection.Visits;

/// <summary>The coordinator offers times (双向预约).</summary>
public sealed record ProposeSlots(ImmutableList<Slot> Slots)
{
    private const int MostSlots = 10;

    /// <summary>At least two, inside the window, with notice. The firm has some days to choose; then the first one stands.</summary>
    public static Decision Decide(Visit visit, ProposeSlots command, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy)
    {
        if (Booking.Refuse(visit) is { } refusal) return refusal;
        if (command.Slots.Distinct().Count() < policy.FewestSlots) return InspectionErrors.TooFewSlots.With(("fewest", policy.FewestSlots));
        if (command.Slots.Count > MostSlots) return InspectionErrors.TooManySlots.With(("most", MostSlots));
        if (command.Slots.Exists(slot => !Booking.IsPossible(visit, slot, taken, facts, policy))) return InspectionErrors.SlotInvalid;

        var (latest, dayBefore) = (facts.Calendar.Add(facts.Today, policy.SlotWorkingDays), command.Slots.Min(slot => slot.Day).AddDays(-1));
        return Decision.Accept(new SlotsProposed(command.Slots, dayBefore < latest ? dayBefore : latest));
    }
}

/// <summary>The firm takes one of them.</summary>
public sealed record ChooseSlot(Slot Slot)
{
    /// <summary>One that is on offer.</summary>
    public static Decision Decide(Visit visit, ChooseSlot command, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy) =>
        visit.Confirmed == command.Slot ? Decision.Nothing
        : Booking.Refuse(visit) is { } refusal ? refusal
        : visit.Confirmed is not null || !visit.Slots.Contains(command.Slot) ? InspectionErrors.SlotNotOffered
        : command.Slot.Day != visit.Day && Booking.IsTaken(visit, command.Slot.Day, taken, policy) ? InspectionErrors.EntryDayTaken
        : Booking.Confirm(visit, command.Slot, Moves.Firm);
}

/// <summary>The firm names another time.</summary>
public sealed record CounterProposeSlot(Slot Slot)
{
    /// <summary>Inside the window, while it may still choose.</summary>
    public static Decision Decide(Visit visit, CounterProposeSlot command, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy) =>
        Booking.Refuse(visit) is { } refusal ? refusal
        : visit.Counter == command.Slot ? Decision.Nothing
        : visit.ChooseBy is not { } until || facts.Today > until ? InspectionErrors.SlotNotOffered
        : !Booking.IsPossible(visit, command.Slot, taken, facts, policy) ? InspectionErrors.SlotInvalid
        : Decision.Accept(new SlotCountered(command.Slot));
}

/// <summary>The coordinator takes the firm's time. Otherwise other slots are proposed.</summary>
public sealed record AcceptCounter
{
    /// <summary>If there is one.</summary>
    public static Decision Decide(Visit visit, AcceptCounter command, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy) =>
        Booking.Refuse(visit) is { } refusal ? refusal
        : visit.Counter is not { } slot ? InspectionErrors.SlotNotOffered
        : slot.Day != visit.Day && Booking.IsTaken(visit, slot.Day, taken, policy) ? InspectionErrors.EntryDayTaken
        : Booking.Confirm(visit, slot, Moves.Coordinator);
}

/// <summary>Due: the time to choose is over.</summary>
public sealed record ConfirmBySilence(DateOnly ChooseBy)
{
    /// <summary>
    /// What was said last stands: the firm's time, or the first that was offered. Not on a day that has become a second one of the firm's fortnight
    /// since; if there is no other, nothing is confirmed, and the visit stays on the day that was announced.
    /// </summary>
    public static Decision Decide(Visit visit, ConfirmBySilence command, ImmutableList<DateOnly> taken, InspectionPolicy policy)
    {
        if (Booking.Refuse(visit) is not null || visit.ChooseBy != command.ChooseBy) return Decision.Nothing;
        var said = visit.Counter is { } counter ? visit.Slots.Insert(0, counter) : visit.Slots;
        return said.Find(slot => slot.Day == visit.Day || !Booking.IsTaken(visit, slot.Day, taken, policy)) is { } free
            ? Booking.Confirm(visit, free, Moves.Silence)
            : Decision.Accept(new SlotsLapsed());
    }
}

internal static class Booking
{
    public static Refusal? Refuse(Visit visit) =>
        !visit.IsLive ? visit.Ended()
        : visit.NoticeNo is null || visit.Entry is not null ? visit.WrongState()
        : null;

    // The announced day has had its notice; any other needs its own, and must not be a second entry day of the firm's fortnight.
    public static bool IsPossible(Visit visit, Slot slot, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy) =>
        slot.From >= 0 && slot.From < slot.To && slot.To <= 24 * 60 && slot.To - slot.From <= policy.MostMinutes
        && visit.Window.Has(slot.Day) && facts.Calendar.IsWorkingDay(slot.Day) && slot.Day > facts.Today
        && (slot.Day == visit.Day || (Notice.IsInTime(visit.Subject.Cause, slot.Day, facts, policy) && !IsTaken(visit, slot.Day, taken, policy)));

    public static bool IsTaken(Visit visit, DateOnly day, ImmutableList<DateOnly> taken, InspectionPolicy policy) =>
        visit.Subject.Cause == InspectionCause.Planned && Scheduling.EntryDays.IsTaken(taken, day, policy);

    public static Decision Confirm(Visit visit, Slot slot, string by) => new Unfolding<Visit>(visit)
        .Add(new SlotConfirmed(slot, by))
        .AddIf(slot.Day != visit.Day, () => new VisitRescheduled(visit.Day, slot.Day, Moves.Slot, "slot-confirmed"))
        .Decide();
}
