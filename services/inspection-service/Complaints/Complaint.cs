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

    /// <summary>The handler that it is against; he has no hand in it.</summary>
    public string? Against { get; init; }

    /// <summary>Who decides.</summary>
    public SupervisionLevel Level { get; init; }

    /// <summary>Where it stands.</summary>
    public ComplaintStatus Status { get; init; }

    /// <summary>The day by which the next step is due; null when it is over.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>Who accepted, refused or decided it at its present level.</summary>
    public ImmutableHashSet<string> Hands { get; init; } = [];

    /// <summary>Who did so at the level below; they have no hand in it any more.</summary>
    public ImmutableHashSet<string> Below { get; init; } = [];

    /// <summary>Who handles it.</summary>
    public string? HandledBy { get; init; }

    /// <summary>Whether the investigation was extended.</summary>
    public bool IsExtended { get; init; }

    /// <summary>What was decided.</summary>
    public bool? Founded { get; init; }

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
                Against = e.Handler,
                Level = e.Level,
                Due = e.AcceptBy,
            }
            : (state ?? throw new UnknownEventException(typeof(Complaint), @event)).Then(@event);

    private Complaint Then(object @event) => @event switch
    {
        ComplaintAccepted e => this with { Status = ComplaintStatus.Accepted, HandledBy = e.Handler, Hands = Hands.Add(e.Handler), Due = e.InvestigateBy, IsOverdue = false },
        ComplaintRefused e => this with { Status = ComplaintStatus.Refused, Hands = Hands.Add(e.By), Due = null },
        InvestigationExtended e => this with { Due = e.InvestigateBy, IsExtended = true, IsOverdue = false },
        ComplaintInvestigated => this with { Status = ComplaintStatus.Investigated },
        ComplaintDecided e => this with { Status = ComplaintStatus.Decided, Founded = e.Founded, Hands = Hands.Add(e.By), Due = e.FeedbackBy, IsOverdue = false },
        FeedbackGiven => this with { Status = ComplaintStatus.FeedbackGiven, Due = null },
        ComplaintEscalated e => this with
        {
            Status = ComplaintStatus.Filed,
            Level = e.Level,
            Due = e.AcceptBy,
            HandledBy = null,
            IsExtended = false,
            IsOverdue = false,
            Founded = null,
            Hands = [],
            Below = Below.Union(Hands),
        },
        ComplaintOverdue => this with { IsOverdue = true },
        _ => throw new UnknownEventException(typeof(Complaint), @event),
    };
}
