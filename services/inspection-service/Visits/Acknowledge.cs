namespace Pengcheng.Inspection.Visits;

/// <summary>The firm takes note of the results; or the time for it has passed.</summary>
/// <param name="By"><c>firm</c> or <c>silence</c>.</param>
public sealed record Acknowledge(string By)
{
    /// <summary>Once all results are there. From now on it may rate.</summary>
    public static Decision Decide(Visit visit, Acknowledge command, Facts facts, InspectionPolicy policy)
    {
        var isTimer = command.By == Moves.Silence;
        if (visit.IsAcknowledged) return Decision.Nothing;
        if (!visit.IsLive) return isTimer ? Decision.Nothing : visit.Ended();
        if (!visit.HasResults || visit.Dispute is not null) return isTimer ? Decision.Nothing : visit.WrongState();
        return Decision.Accept(new ResultAcknowledged(command.By, facts.Calendar.Add(facts.Today, policy.RatingWorkingDays)));
    }
}

/// <summary>The firm disputes what is recorded: nobody came, or it was otherwise.</summary>
public sealed record DisputeVisit(string Reason)
{
    /// <summary>Before it has acknowledged. An entry that the firm knows nothing of is suspected to be false.</summary>
    public static Decision Decide(Visit visit, DisputeVisit command) =>
        Texts.Refuse("reason", command.Reason, 1000) is { } reason ? reason
        : visit.Dispute is not null ? Decision.Nothing
        : !visit.IsLive ? visit.Ended()
        : visit.Entry is null && visit.Unscanned.IsEmpty || visit.IsAcknowledged ? visit.WrongState()
        : new Unfolding<Visit>(visit).Add(new VisitDisputed(command.Reason))
            .Add(visit.Participants.Where(p => p.Arrived is not null && p.Result is null).Select(p => new SuspectedFalseScan(p.Body, "disputed", command.Reason))).Decide();
}

/// <summary>The supervision body settles the dispute. An entry that was none is voided besides.</summary>
public sealed record ResolveDispute(string Decision, Actor By)
{
    /// <summary>By supervision only.</summary>
    public static Decision Decide(Visit visit, ResolveDispute command, Facts facts) =>
        !command.By.Supervises ? InspectionErrors.SupervisionOnly
        : Texts.Refuse("decision", command.Decision, 1000) is { } text ? text
        : visit.Dispute is null ? Chassis.Deciding.Decision.Nothing
        : Closing.Close(new Unfolding<Visit>(visit).Add(new DisputeResolved(command.Decision)), facts).Decide();
}

/// <summary>The firm asks for its blind token to rate with.</summary>
/// <param name="Blinded">SHA-256 of the blinded message, in hex.</param>
public sealed record IssueRatingToken(string Blinded)
{
    /// <summary>One for each visit, after it acknowledged and while it may rate.</summary>
    public static Decision Decide(Visit visit, IssueRatingToken command, Facts facts) =>
        Texts.Refuse("blinded", command.Blinded, 64) is { } text ? text
        : visit.RatingToken is { } earlier ? earlier.Blinded == command.Blinded ? Decision.Nothing : InspectionErrors.RatedBefore
        : visit.RateBy is not { } until || !visit.IsLive ? visit.WrongState()
        : facts.Today > until ? InspectionErrors.RatingOver
        : Decision.Accept(new RatingTokenIssued(command.Blinded, visit.Lead, Ratings.RatingToken.QuarterOf(facts.Today)));
}

/// <summary>Due: the time to rate is over.</summary>
public sealed record CloseVisit
{
    /// <summary>If nothing is open.</summary>
    public static Decision Decide(Visit visit, Facts facts) => Closing.Close(new Unfolding<Visit>(visit), facts).Decide();
}

internal static class Closing
{
    /// <summary>
    /// A visit is over when the firm has taken note, the time to rate is over, and nothing is left to put right. Not sooner if it has
    /// rated: everybody could see then that it has.
    /// </summary>
    public static Unfolding<Visit> Close(Unfolding<Visit> unfolding, Facts facts)
    {
        var visit = unfolding.State;
        return unfolding.AddIf(
            visit is { IsLive: true, IsAcknowledged: true, Dispute: null, RateBy: { } until } && visit.Rectifications.TrueForAll(order => order.IsAccepted)
                && facts.Today > until,
            () => new VisitClosed());
    }
}
