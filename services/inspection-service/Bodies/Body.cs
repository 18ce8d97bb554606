namespace Pengcheng.Inspection.Bodies;

/// <summary>What is held against a body.</summary>
public enum ViolationState
{
    /// <summary>The supervision body has not decided yet.</summary>
    Suspected,

    /// <summary>It stands.</summary>
    Standing,

    /// <summary>It was none.</summary>
    Dismissed,
}

/// <summary>How far up the ladder an order is.</summary>
public enum LadderStep
{
    /// <summary>To be put right by its day.</summary>
    Ordered,

    /// <summary>Overdue; the government was told, the head is to be spoken to.</summary>
    Reported,

    /// <summary>The head was spoken to.</summary>
    Interviewed,

    /// <summary>Put right.</summary>
    Fulfilled,

    /// <summary>With other authorities.</summary>
    Transferred,

    /// <summary>Fell with its violation.</summary>
    Lifted,
}

/// <summary>One violation, or a suspicion of one.</summary>
/// <param name="District">Where; its supervision body judges.</param>
/// <param name="Dismissal">Why it was dismissed.</param>
public sealed record Violation(string ViolationId, string District, ViolationKind Kind, string Detail, ViolationState State, string? Dismissal = null);

/// <summary>One order to the body, with what both sides have written last.</summary>
/// <param name="Answer">How the body says that it has put the matter right.</param>
/// <param name="Rejection">Why that was not enough.</param>
/// <param name="Rejections">How many answers were rejected at this step.</param>
/// <param name="Interview">The record of the interview with the head.</param>
/// <param name="Transfer">Why it was handed over.</param>
public sealed record LadderOrder(
    string OrderNo, string ViolationId, LadderStep Step, DateOnly Due, bool IsAnswered = false,
    string? Answer = null, string? Rejection = null, int Rejections = 0, string? Interview = null, string? Transfer = null)
{
    /// <summary>Whether the ladder goes on.</summary>
    public bool IsOpen => Step is LadderStep.Ordered or LadderStep.Reported or LadderStep.Interviewed;
}

/// <summary>An enforcement body's conduct (行政执法单位): what it did wrong and what followed. Its visits are not here.</summary>
public sealed record Body(string Code) : IState<Body>
{
    /// <summary>Violations and suspicions.</summary>
    public ImmutableList<Violation> Violations { get; init; } = [];

    /// <summary>Orders, by violation.</summary>
    public ImmutableList<LadderOrder> Orders { get; init; } = [];

    /// <summary>How often it was reminded, by firm and alert.</summary>
    public ImmutableHashSet<string> Reminders { get; init; } = [];

    /// <summary>The stream of a body.</summary>
    public static Guid IdOf(string code) => DerivedId.From($"body/{code}");

    /// <summary>Why this is no body's code, or null: 1 to 60 letters of any script, digits, hyphens, underscores or dots.</summary>
    public static Refusal? Refuse(string? code) =>
        code is { Length: > 0 and <= 60 } && code.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') ? null : InspectionErrors.BodyInvalid.With();

    /// <summary>One violation, or null.</summary>
    public Violation? Find(string violationId) => Violations.Find(violation => violation.ViolationId == violationId);

    /// <summary>One order, or null.</summary>
    public LadderOrder? Order(string orderNo) => Orders.Find(order => order.OrderNo == orderNo);

    /// <inheritdoc/>
    public static Body Evolve(Body? state, object @event) => @event switch
    {
        SuspicionNoted e => (state ?? new Body(e.Body)).With(new Violation(e.ViolationId, e.District, e.Kind, e.Detail, ViolationState.Suspected)),
        ViolationRecorded e => (state ?? new Body(e.Body)).With(new Violation(e.ViolationId, e.District, e.Kind, e.Detail, ViolationState.Standing)),
        UnitReminded e => (state ?? new Body(e.Body)) is var body ? body with { Reminders = body.Reminders.Add(Reminder(e.Uscc, e.AlertNo)) } : state!,
        _ => (state ?? throw new UnknownEventException(typeof(Body), @event)).Then(@event),
    };

    internal static string Reminder(UnifiedSocialCreditCode uscc, int alertNo) => $"{uscc}/{alertNo}";

    private Body Then(object @event) => @event switch
    {
        ViolationDismissed e => With(Find(e.ViolationId)! with { State = ViolationState.Dismissed, Dismissal = e.Reason }),
        RectifyOrderIssued e => this with { Orders = Orders.Add(new LadderOrder(e.OrderNo, e.ViolationId, LadderStep.Ordered, e.Due)) },
        RectifyOrderAnswered e => Change(e.OrderNo, order => order with { IsAnswered = true, Answer = e.Answer }),
        RectifyOrderAnswerRejected e => Change(e.OrderNo, order => order with { IsAnswered = false, Due = e.Due, Rejection = e.Reason, Rejections = order.Rejections + 1 }),
        RectifyOrderFulfilled e => Change(e.OrderNo, order => order with { Step = LadderStep.Fulfilled }),
        ReportedToGovernment e => Change(e.OrderNo, order => order with { Step = LadderStep.Reported, Due = e.Due, IsAnswered = false, Rejections = 0 }),
        HeadInterviewed e => Change(e.OrderNo, order => order with { Step = LadderStep.Interviewed, Interview = e.Record, Rejections = 0 }),
        CaseTransferred e => Change(e.OrderNo, order => order with { Step = LadderStep.Transferred, Transfer = e.Reason }),
        RectifyOrderLifted e => Change(e.OrderNo, order => order with { Step = LadderStep.Lifted }),
        _ => throw new UnknownEventException(typeof(Body), @event),
    };

    private Body With(Violation violation) => this with { Violations = Violations.RemoveAll(known => known.ViolationId == violation.ViolationId).Add(violation) };

    private Body Change(string orderNo, Func<LadderOrder, LadderOrder> change) =>
        this with { Orders = [.. Orders.Select(order => order.OrderNo == orderNo ? change(order) : order)] };
}
