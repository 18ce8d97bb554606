namespace Pengcheng.Inspection.Tests;

/// <summary>Which stream a due command is for, and the decision that it asks.</summary>
internal static class Work
{
    public static Told Do(City city, Guid stream, object command) => command switch
    {
        // Told by one stream to another
        PlanVisit x => city.Visits.Take(x.Subject.VisitId, (visit, _) => PlanVisit.Decide(visit, x)),
        WithdrawParticipant x => city.Visits.Take(x.VisitId, (visit, _) => WithdrawParticipant.Decide(visit, x)),
        DetectUnscannedEntry x => city.Visits.Take(x.VisitId, (visit, _) => DetectUnscannedEntry.Decide(visit, x)),
        CountEntry x => OnFirm(city, x.Uscc, (firm, _) => CountEntry.Decide(firm, x, city.Policy)),
        DiscountEntry x => OnFirm(city, x.Uscc, (firm, _) => DiscountEntry.Decide(firm, x, city.Policy)),
        RecordExecution x => OnFirm(city, x.Uscc, (firm, _) => RecordExecution.Decide(firm, x)),
        ReturnPlans x => OnFirm(city, x.Uscc, (firm, facts) => ReturnPlans.Decide(firm, x, facts, city.Policy)),
        MoveVisit x => OnFirm(city, x.Uscc, (firm, _) => MoveVisit.Decide(firm, x)),
        NoteViolation x => city.Bodies.Take(Body.IdOf(x.Body), (body, facts) => NoteViolation.Decide(body, x, facts, city.Policy)),
        NoteSuspicion x => city.Bodies.Take(Body.IdOf(x.Body), (body, _) => NoteSuspicion.Decide(body, x)),
        DismissViolation x => city.Bodies.Take(Body.IdOf(x.Body), (body, _) => DismissViolation.Decide(body, x)),
        RetractViolation x => city.Bodies.Take(Body.IdOf(x.Body), (body, _) => RetractViolation.Decide(body, x)),
        RemindBody x => city.Bodies.Take(Body.IdOf(x.Body), (body, _) => RemindBody.Decide(body, x)),

        // The stream's own timers
        ConfirmBySilence x => city.Visits.Take(stream, (visit, _) => ConfirmBySilence.Decide(visit!, x, city.Taken(visit!), city.Policy)),
        ConcludeDay x => city.Visits.Take(stream, (visit, _) => ConcludeDay.Decide(visit!, x)),
        ExpireEmergency x => city.Visits.Take(stream, (visit, facts) => ExpireEmergency.Decide(visit!, x, facts)),
        SuspectMissingResult => city.Visits.Take(stream, (visit, _) => SuspectMissingResult.Decide(visit!)),
        ExpireRectification x => city.Visits.Take(stream, (visit, _) => ExpireRectification.Decide(visit!, x)),
        Acknowledge x => city.Visits.Take(stream, (visit, facts) => Acknowledge.Decide(visit!, x, facts, city.Policy)),
        CloseVisit => city.Visits.Take(stream, (visit, facts) => CloseVisit.Decide(visit!, facts)),
        ExpireOrder x => city.Bodies.Take(stream, (body, facts) => ExpireOrder.Decide(body!, x, facts, city.Policy)),
        ExpireComplaintStep x => city.Complaints.Take(stream, (complaint, facts) => ExpireComplaintStep.Decide(complaint!, x, facts, city.Policy)),
        _ => throw new InvalidOperationException($"Nobody does {command}."),
    };

    private static Told OnFirm(City city, UnifiedSocialCreditCode uscc, Func<Firm, Facts, Decision> decide) =>
        city.Firms.Take(Firm.IdOf(uscc), (firm, facts) => decide(firm!, facts));
}
