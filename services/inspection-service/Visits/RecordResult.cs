namespace Pengcheng.Inspection.Visits;

/// <summary>An order to the firm, with its result.</summary>
public sealed record OrderedRectification(string OrderNo, string Demand, DateOnly Due);

/// <summary>A body records what it found (现场检查笔录).</summary>
public sealed record RecordResult(string Body, ImmutableList<string> Items, InspectionOutcome Outcome, string Findings, OrderedRectification? Rectification = null)
{
    /// <summary>Of its own items, once. Without an entry the result is kept, and shows that somebody was inside unscanned.</summary>
    public static Decision Decide(Visit visit, RecordResult command, Facts facts, InspectionPolicy policy)
    {
        if (visit.Of(command.Body) is not { } participant) return InspectionErrors.NotAParticipant.With(("body", command.Body));
        if (participant.Result is { } earlier)
            return earlier.Items.SequenceEqual(command.Items) && earlier.Outcome == command.Outcome ? Decision.Nothing : InspectionErrors.ResultExists;
        if (!visit.IsLive) return visit.Ended();
        if (Refuse(visit, participant, command, facts, policy) is { } refusal) return refusal;

        var entry = participant.Arrived is null ? null : visit.Entry?.EntryId;
        return new Unfolding<Visit>(visit)
            .Add(new ResultRecorded(command.Body, entry, command.Items, command.Outcome, command.Findings))
            .AddIf(entry is null && !visit.Unscanned.Contains(command.Body), () => new UnscannedEntryDetected(command.Body, "result"))
            .AddIf(command.Rectification is not null, () => new RectificationOrdered(command.Rectification!.OrderNo, command.Body, command.Rectification.Demand, command.Rectification.Due))
            .Decide();
    }

    private static Refusal? Refuse(Visit visit, Participant participant, RecordResult command, Facts facts, InspectionPolicy policy) =>
        participant.IsAbsent ? InspectionErrors.MarkedAbsent.With(("body", command.Body))
        : visit.IsPlanned && visit.NoticeNo is null && visit.Entry is null && !visit.WasEmergency ? InspectionErrors.NotAnnounced
        : facts.Today < visit.Day && participant.Arrived is null && !visit.WasEmergency ? visit.WrongState()
        : command.Items.IsEmpty || command.Items.Except(participant.Items.Select(item => item.Code)).Any() ? InspectionErrors.ItemsOutsidePlan
        : Texts.Refuse("findings", command.Findings, 2000) is { } findings ? findings
        : command.Outcome == InspectionOutcome.RectificationOrdered != command.Rectification is not null ? InspectionErrors.RectificationInvalid
        : command.Rectification is not { } order ? null
        : Texts.Refuse("orderNo", order.OrderNo, 60) ?? Texts.Refuse("demand", order.Demand, 1000)
            ?? (order.Due < facts.Today || order.Due > policy.Farthest(facts.Today) || visit.Rectifications.Exists(known => known.OrderNo == order.OrderNo) ? InspectionErrors.RectificationInvalid : (Refusal?)null);
}

/// <summary>Due: there was an entry, and no result came.</summary>
public sealed record SuspectMissingResult
{
    /// <summary>Perhaps nobody was inside at all.</summary>
    public static Decision Decide(Visit visit) => !visit.IsLive || visit.Entry is null
        ? Decision.Nothing
        : new Unfolding<Visit>(visit).Add(
            from participant in visit.Participants
            where participant.Arrived is not null && participant.Result is null && !visit.Suspicions.Contains($"{participant.Body}/no-result")
            select (object)new SuspectedFalseScan(participant.Body, "no-result", visit.Entry.EntryId)).Decide();
}
