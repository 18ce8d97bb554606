namespace Pengcheng.Inspection.Visits;

/// <summary>The firm asks for another day.</summary>
public sealed record PostponeVisit(DateOnly Day, string Reason)
{
    /// <summary>Once without being asked why; before the day, and not too far.</summary>
    public static Decision Decide(Visit visit, PostponeVisit command, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : visit.Day == command.Day && visit.Postponed ? Decision.Nothing
        : Booking.Refuse(visit) is { } refusal ? refusal
        : visit.Postponed ? InspectionErrors.PostponedBefore
        : facts.Today >= visit.Day ? InspectionErrors.TooLateToPostpone
        : command.Day <= visit.Day || command.Day > facts.Calendar.Add(visit.Day, policy.PostponementWorkingDays) || !facts.Calendar.IsWorkingDay(command.Day)
            ? InspectionErrors.PostponementTooLong.With(("days", policy.PostponementWorkingDays))
        : Booking.IsTaken(visit, command.Day, taken, policy) ? InspectionErrors.EntryDayTaken
        : Decision.Accept(new VisitRescheduled(visit.Day, command.Day, Moves.Firm, command.Reason));
}

/// <summary>The coordinator moves a visit.</summary>
public sealed record RescheduleVisit(DateOnly Day, string Reason)
{
    /// <summary>To a day in the window, with notice.</summary>
    public static Decision Decide(Visit visit, RescheduleVisit command, ImmutableList<DateOnly> taken, Facts facts, InspectionPolicy policy) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : !visit.IsLive ? visit.Ended()
        : visit.Entry is not null || !visit.IsPlanned ? visit.WrongState()
        : visit.Day == command.Day ? Decision.Nothing
        // Officers may have been there without network.
        : visit.NoticeNo is not null && facts.Today > visit.Day ? InspectionErrors.TooLateToPostpone
        : !visit.Window.Has(command.Day) || !facts.Calendar.IsWorkingDay(command.Day)
            ? InspectionErrors.DayInvalid.With(("day", command.Day))
        : !Notice.IsInTime(visit.Subject.Cause, command.Day, facts, policy) ? InspectionErrors.NoticeTooShort.With(("days", policy.NoticeWorkingDays))
        : Booking.IsTaken(visit, command.Day, taken, policy) ? InspectionErrors.EntryDayTaken
        : Decision.Accept(new VisitRescheduled(visit.Day, command.Day, Moves.Coordinator, command.Reason));
}
