namespace Pengcheng.Inspection.Complaints;

/// <summary>Where a complaint stands.</summary>
public enum ComplaintStatus
{
    /// <summary>Filed.</summary>
    Filed,

    /// <summary>Taken up.</summary>
    Accepted,

    /// <summary>Looked into.</summary>
    Investigated,

    /// <summary>Decided.</summary>
    Decided,

    /// <summary>The firm knows.</summary>
    FeedbackGiven,

    /// <summary>Not taken up.</summary>
    Refused,
}

/// <summary>How one level has dealt with a complaint, in the words of those who did.</summary>
/// <param name="HandledBy">Who took it up.</param>
/// <param name="RefusedBy">Who did not take it up.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Extension">Why the investigation took longer.</param>
/// <param name="Findings">What was found; for supervision only.</param>
/// <param name="Feedback">What the firm was told.</param>
public sealed record Hearing(
    SupervisionLevel Level, string? HandledBy = null, string? RefusedBy = null, string? Refusal = null, string? Extension = null, string? Findings = null,
    bool? Founded = null, string? Decision = null, string? DecidedBy = null, string? Feedback = null);

/// <summary>One complaint about a body, or about whoever handled another one.</summary>
public sealed record Complaint : IState<Complaint>
{
    /// <summary>Its id.</summary>
    public required Guid ComplaintId { get; init; }

    /// <summary>What about.</summary>
    public required ComplaintKind Kind { get; init; }

    /// <summary>Whose.</summary>
    public required UnifiedSocialCreditCode Uscc { get; init; }

    /// <summary>The firm's district.</summary>
    public required string District { get; init; }

    /// <summary>About which body.</summary>
    public required string Body { get; init; }

    /// <summary>About which visit.</summary>
    public Guid? VisitId { get; init; }

    /// <summary>In the firm's words.</summary>
    public required string Text { get; init; }

    /// <summary>The handler that it is against; he has no hand in it.</summary>
    public string? Against { get; init; }

    /// <summary>How its present level deals with it.</summary>
    public required Hearing Hearing { get; init; }

    /// <summary>How the level below has, if it was there.</summary>
    public Hearing? HearingBelow { get; init; }

    /// <summary>Why it went up.</summary>
    public string? Escalation { get; init; }

    /// <summary>Who decides.</summary>
    public SupervisionLevel Level => Hearing.Level;

    /// <summary>Where it stands.</summary>
    public ComplaintStatus Status { get; init; }

    /// <summary>The day by which the next step is due; null when it is over.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Who accepted, refused or decided it at its present level.</summary>
    public ImmutableHashSet<string> Hands { get; init; } = [];

    /// <summary>Who did so at the level below; they have no hand in it any more.</summary>
    public ImmutableHashSet<string> Below { get; init; } = [];

    /// <summary>Whether a term was missed at the highest level.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>The stream of a firm's complaint, by the firm's own reference. One that came as an appeal has the appeal's id.</summary>
    public static Guid IdOf(UnifiedSocialCreditCode uscc, string reference) => DerivedId.From($"complaint/{uscc}/{reference}");

    internal Refusal WrongState() => InspectionErrors.WrongComplaintState.With(("status", Status));

    /// <inheritdoc/>
    public static Complaint Evolve(Complaint? state, object @event) =>
        @event is ComplaintFiled e
            ? new Complaint
            {
                ComplaintId = e.ComplaintId,
                Kind = e.Kind,
                Uscc = e.Uscc,
                District = e.District,
                Body = e.Body,
                VisitId = e.VisitId,
                Text = e.Text,
                Against = e.Handler,
                Hearing = new Hearing(e.Level),
                Due = e.AcceptBy,
            }
            : (state ?? throw new UnknownEventException(typeof(Complaint), @event)).Then(@event);

    private Complaint Then(object @event) => @event switch
    {
        ComplaintAccepted e => this with
        {
            Status = ComplaintStatus.Accepted,
            Hearing = Hearing with { HandledBy = e.Handler },
            Hands = Hands.Add(e.Handler),
            Due = e.InvestigateBy,
            IsOverdue = false,
        },
        ComplaintRefused e => this with { Status = ComplaintStatus.Refused, Hearing = Hearing with { RefusedBy = e.By, Refusal = e.Reason }, Hands = Hands.Add(e.By), Due = null },
        InvestigationExtended e => this with { Hearing = Hearing with { Extension = e.Reason }, Due = e.InvestigateBy, IsOverdue = false },
        ComplaintInvestigated e => this with { Status = ComplaintStatus.Investigated, Hearing = Hearing with { Findings = e.Findings } },
        ComplaintDecided e => this with
        {
            Status = ComplaintStatus.Decided,
            Hearing = Hearing with { Founded = e.Founded, Decision = e.Decision, DecidedBy = e.By },
            Hands = Hands.Add(e.By),
            Due = e.FeedbackBy,
            IsOverdue = false,
        },
        FeedbackGiven e => this with { Status = ComplaintStatus.FeedbackGiven, Hearing = Hearing with { Feedback = e.Text }, Due = null },
        ComplaintEscalated e => this with
        {
            Status = ComplaintStatus.Filed,
            Hearing = new Hearing(e.Level),
            HearingBelow = Hearing,
            Escalation = e.Reason,
            Due = e.AcceptBy,
            IsOverdue = false,
            Hands = [],
            Below = Below.Union(Hands),
        },
        ComplaintOverdue => this with { IsOverdue = true },
        _ => throw new UnknownEventException(typeof(Complaint), @event),
    };
}
