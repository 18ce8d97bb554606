using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Visits;

/// <summary>Evidence may be destroyed or people come to harm: the officers go in first and scan before they leave.</summary>
/// <param name="Subject">Of a visit that begins with the emergency; not looked at if there is one.</param>
public sealed record DeclareEmergency(VisitSubject Subject, ImmutableList<InspectionItem> Items, string Body, ImmutableList<string> Officers, string Reason)
{
    /// <summary>
    /// At any time, announced or not, also inside a cool-off; with certified officers all the same. In a planned visit on its day only: on
    /// another day it is a visit of its own, or two days would be one entry.
    /// </summary>
    public static Decision Decide(Visit? visit, DeclareEmergency command, TeamFacts known, Facts facts, InspectionPolicy policy)
    {
        if (Texts.Refuse("reason", command.Reason) is { } reason) return reason;
        if (visit is null && Plans.PlanRules.Items(command.Items) is { } items) return items;
        if (visit is not null)
        {
            if (!visit.IsLive) return visit.Ended();
            if (visit.Of(command.Body) is not { } participant) return InspectionErrors.NotAParticipant.With(("body", command.Body));
            if (visit.Day != facts.Today) return InspectionErrors.EmergencyOnAnotherDay.With(("day", visit.Day));
            if (participant.Arrived is not null || visit.Emergencies.Exists(e => e.Body == command.Body)) return Decision.Nothing;
        }

        if (known.Refuse(command.Body, command.Officers, facts.Today, policy) is { } uncertified) return uncertified;
        return new Unfolding<Visit>(visit)
            .AddIf(visit is null, () => new VisitOpened(command.Subject, new Part(command.Body, command.Subject.Kind, null, command.Items), facts.Today))
            .Add(new EmergencyEntryDeclared(command.Body, command.Officers, command.Reason, facts.Now))
            .Decide();
    }
}

/// <summary>The officers leave.</summary>
public sealed record Depart(string Body)
{
    /// <summary>Who has not scanned by now has entered unscanned.</summary>
    public static Decision Decide(Visit visit, Depart command, Facts facts)
    {
        if (visit.Of(command.Body) is not { } participant) return InspectionErrors.NotAParticipant.With(("body", command.Body));
        if (participant.HasLeft) return Decision.Nothing;
        if (participant.Arrived is not null) return Decision.Accept(new Departed(command.Body, facts.Now));
        return visit.Emergencies.Exists(e => e.Body == command.Body)
            ? Unscanned(visit, new ExitedWithoutScan(command.Body, facts.Now), command.Body, "exit")
            : InspectionErrors.NotInside.With(("body", command.Body));
    }

    internal static Decision Unscanned(Visit visit, object first, string body, string source) => new Unfolding<Visit>(visit)
        .Add(first)
        .AddIf(!visit.Unscanned.Contains(body), () => new UnscannedEntryDetected(body, source))
        .Decide();
}

/// <summary>Due: an emergency was declared a day ago.</summary>
public sealed record ExpireEmergency(string Body)
{
    /// <summary>Nobody stays so long without scanning.</summary>
    public static Decision Decide(Visit visit, ExpireEmergency command, Facts facts) =>
        visit.IsLive && visit.Emergencies.Exists(e => e.Body == command.Body)
            ? Depart.Unscanned(visit, new ExitedWithoutScan(command.Body, facts.Now), command.Body, "emergency")
            : Decision.Nothing;
}

/// <summary>A complaint that was founded, or a device's location, shows that a body was inside.</summary>
/// <param name="Source"><c>complaint</c> or <c>location</c>.</param>
public sealed record DetectUnscannedEntry(Guid VisitId, string Body, string Source)
{
    /// <summary>If there is no entry of it.</summary>
    public static Decision Decide(Visit? visit, DetectUnscannedEntry command) =>
        visit?.Of(command.Body) is { Arrived: null } && !visit.Unscanned.Contains(command.Body)
            ? Decision.Accept(new UnscannedEntryDetected(command.Body, command.Source))
            : Decision.Nothing;
}
