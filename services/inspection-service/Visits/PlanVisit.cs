using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Visits;

/// <summary>Told by the firm: plans have got their visit.</summary>
public sealed record PlanVisit(VisitSubject Subject, string Lead, ImmutableList<Part> Parts, DayRange Window, DateOnly Day)
{
    /// <summary>Begins the visit, once.</summary>
    public static Decision Decide(Visit? visit, PlanVisit command) =>
        visit is null ? Decision.Accept(new VisitPlanned(command.Subject, command.Lead, command.Parts, command.Window, command.Day)) : Decision.Nothing;
}

/// <summary>The bodies tell the firm who comes, and when (检查通知).</summary>
/// <param name="NoticeNo"><c>{unit}检通〔yyyy〕n号</c></param>
/// <param name="Teams">Two certified officers or more of each body.</param>
public sealed record AnnounceVisit(string NoticeNo, ImmutableList<Team> Teams)
{
    private const int MostTeams = 10;

    /// <summary>In time; with at least two certified officers of each body.</summary>
    public static Decision Decide(Visit visit, AnnounceVisit command, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        if (!visit.IsLive) return visit.Ended();
        if (visit.NoticeNo is { } earlier) return earlier == command.NoticeNo ? Decision.Nothing : InspectionErrors.AlreadyAnnounced.With(("noticeNo", earlier));
        if (!visit.IsPlanned || visit.Entry is not null) return visit.WrongState();
        if (!Notice.IsWellFormed(command.NoticeNo)) return InspectionErrors.NoticeNoInvalid.With(("example", Notice.Example));
        if (!Notice.IsInTime(visit.Subject.Cause, visit.Day, facts, policy)) return InspectionErrors.NoticeTooShort.With(("days", policy.NoticeWorkingDays));
        if (command.Teams.Count > MostTeams
            || !command.Teams.Select(team => team.Body).Order(StringComparer.Ordinal).SequenceEqual(visit.Participants.Select(p => p.Body).Order(StringComparer.Ordinal)))
            return InspectionErrors.TeamsIncomplete;
        return command.Teams.Select(team => known.Refuse(team.Body, team.Officers, visit.Day, policy)).FirstOrDefault(refusal => refusal is not null) is { } uncertified
            ? uncertified
            : Decision.Accept(new VisitAnnounced(command.NoticeNo, command.Teams, visit.Day));
    }
}

/// <summary>Told by the firm: a body has withdrawn its plan.</summary>
public sealed record WithdrawParticipant(Guid VisitId, string Body, string Reason)
{
    /// <summary>The others come without it; if there are none, nobody does. What has begun is not undone.</summary>
    /// <exception cref="InvalidOperationException">It has overtaken the visit's plan, and comes again.</exception>
    public static Decision Decide(Visit? visit, WithdrawParticipant command) =>
        visit is null ? throw new InvalidOperationException($"The visit {command.VisitId} is not planned yet.")
        : visit is not { IsLive: true, Entry: null, Emergencies.IsEmpty: true } || visit.Of(command.Body) is not { Result: null } ? Decision.Nothing
        : visit.Participants.Count == 1 ? Decision.Accept(new VisitCancelled(command.Reason))
        : Decision.Accept(new ParticipantWithdrawn(command.Body, command.Reason));
}

/// <summary>The officers stand at a closed door.</summary>
public sealed record ReportNoEntry(string Body, string Reason)
{
    /// <summary>On the visit's day. It is no entry and does not count; the plans go back to the pool.</summary>
    public static Decision Decide(Visit visit, ReportNoEntry command, Facts facts) =>
        Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : visit.End == VisitEnd.NoEntry ? Decision.Nothing
        : !visit.IsLive ? visit.Ended()
        : visit.Of(command.Body) is null ? InspectionErrors.NotAParticipant.With(("body", command.Body))
        : visit.Entry is not null || !visit.Emergencies.IsEmpty || visit.Day != facts.Today ? visit.WrongState()
        : Decision.Accept(new NoEntryFound(command.Body, command.Reason));
}
