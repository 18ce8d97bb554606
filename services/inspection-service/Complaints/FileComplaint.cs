namespace Pengcheng.Inspection.Complaints;

/// <summary>A firm complains, itself or through the appeals service.</summary>
public sealed record FileComplaint(
    Guid ComplaintId, ComplaintKind Kind, UnifiedSocialCreditCode Uscc, string District, string Body, Guid? VisitId, string Text, string? Handler = null, string Source = "firm")
{
    /// <summary>In characters.</summary>
    public const int LongestText = 2000;

    /// <summary>A complaint against a handler begins at the upper level.</summary>
    public static Decision Decide(Complaint? complaint, FileComplaint command, Facts facts, InspectionPolicy policy)
    {
        if (complaint is not null)
            return complaint.Kind == command.Kind && complaint.Uscc == command.Uscc && complaint.Body == command.Body ? Decision.Nothing : InspectionErrors.ComplaintExists;
        if ((Bodies.Body.Refuse(command.Body) ?? Texts.Refuse("text", command.Text, LongestText)) is { } text) return text;
        if (command.Kind == ComplaintKind.Handler == command.Handler is null) return InspectionErrors.HandlerNeeded;
        if (command.Handler is not null && Texts.Refuse("handler", command.Handler, 100) is { } handler) return handler;
        return Decision.Accept(new ComplaintFiled(
            command.ComplaintId, command.Kind, command.Uscc, command.District, command.Body, command.VisitId, command.Text, command.Handler, command.Source,
            command.Kind == ComplaintKind.Handler ? SupervisionLevel.City : SupervisionLevel.District,
            facts.Calendar.Add(facts.Today, policy.ComplaintAcceptanceWorkingDays)));
    }
}

/// <summary>The supervision body takes it up.</summary>
public sealed record AcceptComplaint(Actor By)
{
    /// <summary>Whoever does handles it; not somebody whom it is against.</summary>
    public static Decision Decide(Complaint complaint, AcceptComplaint command, Facts facts, InspectionPolicy policy) =>
        Handling.Refuse(complaint, command.By) is { } refusal ? refusal
        : complaint.Status == ComplaintStatus.Accepted && complaint.Hearing.HandledBy == command.By.Subject ? Decision.Nothing
        : complaint.Status != ComplaintStatus.Filed ? complaint.WrongState()
        : Decision.Accept(new ComplaintAccepted(command.By.Subject, facts.Calendar.Add(facts.Today, policy.InvestigationWorkingDays)));
}

/// <summary>It is not for this office: the firm hears why.</summary>
public sealed record RefuseComplaint(string Reason, Actor By)
{
    /// <summary>Before it is taken up.</summary>
    public static Decision Decide(Complaint complaint, RefuseComplaint command) =>
        Handling.Refuse(complaint, command.By) is { } refusal ? refusal
        : Texts.Refuse("reason", command.Reason, 1000) is { } reason ? reason
        : complaint.Status == ComplaintStatus.Refused ? Decision.Nothing
        : complaint.Status != ComplaintStatus.Filed ? complaint.WrongState()
        : Decision.Accept(new ComplaintRefused(command.Reason, command.By.Subject));
}

internal static class Handling
{
    /// <summary>By supervision, at the complaint's level or above; never by the one it is against, nor by anybody who had a hand in it at the level below.</summary>
    public static Refusal? Refuse(Complaint complaint, Actor by) =>
        !by.Supervises ? InspectionErrors.SupervisionOnly.With()
        : by.Level < complaint.Level ? InspectionErrors.LevelTooLow.With()
        : by.Subject == complaint.Against || complaint.Below.Contains(by.Subject) ? InspectionErrors.AgainstOneself.With()
        : null;
}
