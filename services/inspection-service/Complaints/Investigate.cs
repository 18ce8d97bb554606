namespace Pengcheng.Inspection.Complaints;

/// <summary>The investigation needs as long again.</summary>
public sealed record ExtendInvestigation(string Reason, Actor By)
{
    /// <summary>Once.</summary>
    public static Decision Decide(Complaint complaint, ExtendInvestigation command, Facts facts, InspectionPolicy policy) =>
        Handling.Refuse(complaint, command.By) is { } refusal ? refusal
        : Texts.Refuse("reason", command.Reason) is { } reason ? reason
        : complaint.Status != ComplaintStatus.Accepted ? complaint.WrongState()
        : complaint.Hearing.Extension is not null ? InspectionErrors.ExtendedBefore
        : Decision.Accept(new InvestigationExtended(command.Reason, facts.Calendar.Add(complaint.Due!.Value, policy.InvestigationWorkingDays)));
}

/// <summary>What was found.</summary>
public sealed record RecordInvestigation(string Findings, Actor By)
{
    /// <summary>Of a complaint that was taken up.</summary>
    public static Decision Decide(Complaint complaint, RecordInvestigation command) =>
        Handling.Refuse(complaint, command.By) is { } refusal ? refusal
        : Texts.Refuse("findings", command.Findings, 4000) is { } findings ? findings
        : complaint.Status != ComplaintStatus.Accepted ? complaint.WrongState()
        : Decision.Accept(new ComplaintInvestigated(command.Findings));
}

/// <summary>Founded or not.</summary>
public sealed record DecideComplaint(bool Founded, string Text, Actor By)
{
    /// <summary>After the investigation. A founded one puts the body on the ladder.</summary>
    public static Decision Decide(Complaint complaint, DecideComplaint command, Facts facts, InspectionPolicy policy) =>
        Handling.Refuse(complaint, command.By) is { } refusal ? refusal
        : Texts.Refuse("text", command.Text, 4000) is { } text ? text
        : complaint.Status == ComplaintStatus.Decided && complaint.Hearing.Founded == command.Founded ? Decision.Nothing
        : complaint.Status != ComplaintStatus.Investigated ? complaint.WrongState()
        : Decision.Accept(new ComplaintDecided(command.Founded, command.Text, command.By.Subject, facts.Calendar.Add(facts.Today, policy.FeedbackWorkingDays)));
}

/// <summary>The firm is told.</summary>
public sealed record GiveFeedback(string Text, Actor By)
{
    /// <summary>After the decision.</summary>
    public static Decision Decide(Complaint complaint, GiveFeedback command) =>
        Handling.Refuse(complaint, command.By) is { } refusal ? refusal
        : Texts.Refuse("text", command.Text, 4000) is { } text ? text
        : complaint.Status == ComplaintStatus.FeedbackGiven ? Decision.Nothing
        : complaint.Status != ComplaintStatus.Decided ? complaint.WrongState()
        : Decision.Accept(new FeedbackGiven(command.Text));
}

/// <summary>The firm is not content and goes to the upper level.</summary>
public sealed record EscalateComplaint(string Reason)
{
    /// <summary>After a refusal or the feedback; from the district to the city, and no further.</summary>
    public static Decision Decide(Complaint complaint, EscalateComplaint command, Facts facts, InspectionPolicy policy) =>
        Texts.Refuse("reason", command.Reason, 1000) is { } reason ? reason
        : complaint.Status is not (ComplaintStatus.Refused or ComplaintStatus.FeedbackGiven) ? complaint.WrongState()
        : complaint.Level == SupervisionLevel.City ? InspectionErrors.TopLevel
        : Decision.Accept(new ComplaintEscalated(SupervisionLevel.City, command.Reason, facts.Calendar.Add(facts.Today, policy.ComplaintAcceptanceWorkingDays)));
}

/// <summary>Due: a step was not taken in its term.</summary>
public sealed record ExpireComplaintStep(DateOnly Due)
{
    /// <summary>The upper level takes over; above it there is only being seen.</summary>
    public static Decision Decide(Complaint complaint, ExpireComplaintStep command, Facts facts, InspectionPolicy policy) =>
        complaint.Due != command.Due || complaint.IsOverdue ? Decision.Nothing
        : complaint.Level == SupervisionLevel.District && complaint.Status != ComplaintStatus.Decided
            ? Decision.Accept(new ComplaintEscalated(SupervisionLevel.City, "overdue", facts.Calendar.Add(facts.Today, policy.ComplaintAcceptanceWorkingDays)))
        : Decision.Accept(new ComplaintOverdue(complaint.Status));
}
