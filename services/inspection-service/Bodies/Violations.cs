namespace Pengcheng.Inspection.Bodies;

/// <summary>Told: a violation that needs no judgement, such as a result without an entry, or a complaint that was founded.</summary>
/// <param name="ViolationId">What it is recognised by if it is told again.</param>
/// <param name="Reopens">Whether it has been looked into since, so that one that was dismissed stands all the same.</param>
public sealed record NoteViolation(string Body, string District, string ViolationId, ViolationKind Kind, string Detail, bool Reopens = false)
{
    /// <summary>The detail of one that rests on a complaint.</summary>
    public const string Complaint = "complaint";

    /// <summary>Recorded once, and the ladder begins. What was dismissed begins it anew if a complaint about it is founded.</summary>
    public static Decision Decide(Body? body, NoteViolation command, Facts facts, InspectionPolicy policy) =>
        body?.Find(command.ViolationId) is { State: var state and not ViolationState.Suspected } && !(command.Reopens && state == ViolationState.Dismissed)
            ? Decision.Nothing
            : Ladder.Begin(body, new ViolationRecorded(command.Body, command.District, command.ViolationId, command.Kind, command.Detail), facts, policy);
}

/// <summary>Told: a sign of a violation.</summary>
public sealed record NoteSuspicion(string Body, string District, string ViolationId, ViolationKind Kind, string Detail)
{
    /// <summary>Noted once, for the supervision body to look into.</summary>
    public static Decision Decide(Body? body, NoteSuspicion command) =>
        body?.Find(command.ViolationId) is not null
            ? Decision.Nothing
            : Decision.Accept(new SuspicionNoted(command.Body, command.District, command.ViolationId, command.Kind, command.Detail));
}

/// <summary>The supervision body has looked into a suspicion, and it is true.</summary>
public sealed record ConfirmSuspicion(string ViolationId, Actor By)
{
    /// <summary>By supervision only; the ladder begins.</summary>
    public static Decision Decide(Body body, ConfirmSuspicion command, Facts facts, InspectionPolicy policy) =>
        !command.By.Supervises ? InspectionErrors.SupervisionOnly
        : body.Find(command.ViolationId) is not { State: not ViolationState.Dismissed } violation ? InspectionErrors.ViolationNotFound
        : violation.State == ViolationState.Standing ? Decision.Nothing
        : Ladder.Begin(body, new ViolationRecorded(body.Code, violation.District, violation.ViolationId, violation.Kind, violation.Detail), facts, policy);
}

/// <summary>A suspicion or a violation is dismissed: by the supervision body, or because an entry came in time after an outage.</summary>
public sealed record DismissViolation(string Body, string District, string ViolationId, string Reason, Actor By)
{
    /// <summary>Its order falls with it.</summary>
    public static Decision Decide(Body? body, DismissViolation command)
    {
        if (!command.By.Supervises && command.By != Actor.Clock) return InspectionErrors.SupervisionOnly;
        if (Texts.Refuse("reason", command.Reason) is { } reason) return reason;
        if (body?.Find(command.ViolationId) is not { } violation)
        {
            // The excuse has overtaken the violation, and is to be found when that comes.
            return command.By == Actor.Clock
                ? Decision.Accept(new SuspicionNoted(command.Body, command.District, command.ViolationId, ViolationKind.UnscannedEntry, command.Reason), new ViolationDismissed(command.ViolationId, command.Reason, command.By.Subject))
                : InspectionErrors.ViolationNotFound;
        }

        return violation.State == ViolationState.Dismissed ? Decision.Nothing : new Unfolding<Body>(body)
            .Add(new ViolationDismissed(command.ViolationId, command.Reason, command.By.Subject))
            .Add(body.Orders.Where(order => order.IsOpen && order.ViolationId == command.ViolationId).Select(order => new RectifyOrderLifted(order.OrderNo)))
            .Decide();
    }
}

/// <summary>Told by a complaint: it was founded below, and the level above has decided that it is not.</summary>
public sealed record RetractViolation(string Body, string ViolationId, string Reason)
{
    /// <summary>What rests on the complaint is dismissed with its order. What has another source stands.</summary>
    public static Decision Decide(Body? body, RetractViolation command) =>
        body?.Find(command.ViolationId) is { State: ViolationState.Standing, Detail: NoteViolation.Complaint } violation
            ? DismissViolation.Decide(body, new DismissViolation(command.Body, violation.District, command.ViolationId, command.Reason, Actor.Clock))
            : Decision.Nothing;
}

/// <summary>Told by a firm: it is inspected often, and this body is one of those who do.</summary>
public sealed record RemindBody(string Body, UnifiedSocialCreditCode Uscc, int AlertNo, int Count)
{
    /// <summary>Once for each alert.</summary>
    public static Decision Decide(Body? body, RemindBody command) =>
        body?.Reminders.Contains(Bodies.Body.Reminder(command.Uscc, command.AlertNo)) == true
            ? Decision.Nothing
            : Decision.Accept(new UnitReminded(command.Body, command.Uscc, command.AlertNo, command.Count));
}
