namespace Pengcheng.Inspection.Visits;

/// <summary>The wrong firm was scanned: the supervision body declares the entry void.</summary>
public sealed record VoidEntry(string EntryId, string Reason, Actor By)
{
    /// <summary>By supervision only. The entry stays in the history, does not count, and may be made anew.</summary>
    public static Decision Decide(Visit visit, VoidEntry command) =>
        !command.By.Supervises ? InspectionErrors.SupervisionOnly
        : Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : visit.VoidedEntries.Contains(command.EntryId) ? Decision.Nothing
        : visit.Entry?.EntryId != command.EntryId ? InspectionErrors.EntryNotFound.With(("entryId", command.EntryId))
        : !visit.IsLive ? Decision.Accept(new EntryVoided(command.EntryId, command.By.Subject, command.Reason))
        : new Unfolding<Visit>(visit)
            .Add(new EntryVoided(command.EntryId, command.By.Subject, command.Reason))
            .AddIf(!visit.IsPlanned, () => new VisitCancelled(VisitCancelled.EntryVoided))
            .Decide();
}

/// <summary>The coordinator or the lead says that a body did not come.</summary>
public sealed record MarkAbsent(string Body)
{
    /// <summary>Once the others are inside.</summary>
    public static Decision Decide(Visit visit, MarkAbsent command) =>
        visit.Of(command.Body) is not { } participant ? InspectionErrors.NotAParticipant.With(("body", command.Body))
        : participant.IsAbsent ? Decision.Nothing
        : !visit.IsLive ? visit.Ended()
        : visit.Entry is null || participant.Arrived is not null || participant.Result is not null ? visit.WrongState()
        : Decision.Accept(new ParticipantAbsent(command.Body));
}

/// <summary>Due: the day is over, and the time to enter it afterwards, too.</summary>
public sealed record ConcludeDay(DateOnly Day)
{
    /// <summary>
    /// Who has not come was absent; a visit to which nobody came was not held. Nor was it, as far as anybody can tell, by a body that was
    /// inside without a scan and has recorded nothing: what stands against it stays.
    /// </summary>
    public static Decision Decide(Visit visit, ConcludeDay command)
    {
        if (!visit.IsLive || visit.Day != command.Day || !visit.Emergencies.IsEmpty || (!visit.IsPlanned && visit.Entry is not null)) return Decision.Nothing;
        var missing = visit.Participants.Where(p => p.Arrived is null && !p.IsDone).ToList();
        return missing.Count == visit.Participants.Count
            ? Decision.Accept(new VisitCancelled(VisitCancelled.NotHeld))
            : new Unfolding<Visit>(visit).Add(missing.Select(p => new ParticipantAbsent(p.Body))).Decide();
    }
}
