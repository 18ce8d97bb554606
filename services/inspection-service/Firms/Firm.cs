using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Frequency;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Firms;

/// <summary>What the enterprise registry says of a firm.</summary>
/// <param name="Name">As on its licence.</param>
/// <param name="District">GB/T 2260, six digits.</param>
/// <param name="Street">Its street office's code.</param>
/// <param name="Block">Its cell in the street's grid (网格).</param>
/// <param name="Place">Where its premises are.</param>
public sealed record FirmProfile(string Name, string District, string Street, string Block, GeoPoint Place);

/// <summary>
/// One firm, as far as inspections go: its code (<see cref="EnterpriseCode"/>), what is planned there (<see cref="Docket"/>) and how
/// often it was entered (<see cref="Tally"/>). All that holds for a firm as a whole is decided on this one stream: overlaps, caps,
/// entry days, the count and its alerts. Its id is known from its credit code.
/// </summary>
public sealed record Firm : IState<Firm>
{
    /// <summary>Its unified social credit code (统一社会信用代码).</summary>
    public required UnifiedSocialCreditCode Uscc { get; init; }

    /// <summary>Name and place.</summary>
    public required FirmProfile Profile { get; init; }

    /// <summary>When these were so.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Its supervision code (执法监督码).</summary>
    public required EnterpriseCode Code { get; init; }

    /// <summary>What is planned.</summary>
    public Docket Docket { get; init; } = Docket.Empty;

    /// <summary>What happened.</summary>
    public Tally Tally { get; init; } = Tally.Empty;

    /// <summary>The yearly cap that was published for it, if one was.</summary>
    public int? PublishedCap { get; init; }

    /// <summary>Reports against it that were abusive, with their days.</summary>
    public ImmutableDictionary<Guid, DateOnly> AbusiveReports { get; init; } = ImmutableDictionary<Guid, DateOnly>.Empty;

    /// <summary>What other services have found.</summary>
    public ImmutableList<CaseTriggerNoted> Triggers { get; init; } = [];

    /// <summary>Whether complaints about it weigh less on this day.</summary>
    public bool WasReportedAbusively(DateOnly day) => AbusiveReports.Values.Any(on => FrequencyWindow.RollingYear.LastDayOf(on) >= day);

    /// <summary>Inspections that are ahead beside a plan's; one that has begun is counted with the entries.</summary>
    public int Ahead(Plan own, DayRange days, Func<Plan, bool> committed) => Docket.Ahead(own, days, plan => committed(plan) && !Tally.HasEntry(plan.VisitId));

    /// <summary>The days on which somebody comes by plan, or came; of one visit only if it is not this one.</summary>
    public ImmutableList<DateOnly> EntryDays(Guid except = default) =>
    [
        .. Docket.Visits.Where(visit => visit.VisitId != except).Select(visit => visit.Day),
        .. Tally.Entries.Where(entry => !entry.IsVoid && entry.VisitId != except && Docket.VisitIds.Contains(entry.VisitId)).Select(entry => entry.On),
    ];

    /// <summary>The stream of a firm.</summary>
    public static Guid IdOf(UnifiedSocialCreditCode uscc) => DerivedId.From($"firm/{uscc}");

    /// <inheritdoc/>
    public static Firm Evolve(Firm? state, object @event) =>
        @event is CodeIssued e ? new Firm { Uscc = e.Uscc, Profile = e.Profile, AsOf = e.AsOf, Code = new EnterpriseCode(e.CodeId) }
        : (state ?? throw new UnknownEventException(typeof(Firm), @event)).Then(@event);

    private Firm Then(object @event) => @event switch
    {
        ProfileUpdated e => this with { Profile = e.Profile, AsOf = e.AsOf },
        CodeRotated or CodeSuspended or CodeResumed or CodeRevoked => this with { Code = Code.With(@event) },
        CapPublished e => this with { PublishedCap = e.Cap },
        PlanDrafted or PlanSubmitted or FrequencyPreAlertRaised or OverlapDetected or JointVisitFormed or PlanRescheduled or PlanApproved or PlanPublished
            or VisitScheduled or VisitMoved or PlanPartlyExecuted or PlanCompleted or ExecutionVoided or PlanReturned or VisitGivenUp or PlanWithdrawn or CapExceeded => this with { Docket = Docket.With(@event) },
        EntryDiscounted => this with { Tally = Tally.With(@event), Docket = Docket.With(@event) },
        EntryCounted or FrequencyAlertRaised or AlertWithdrawn => this with { Tally = Tally.With(@event) },
        ReportingAbuseNoted e => this with { AbusiveReports = AbusiveReports.SetItem(e.ReportId, e.On) },
        CaseTriggerNoted e => this with { Triggers = Triggers.Add(e) },
        UncoordinatedConcurrencyDetected => this,
        _ => throw new UnknownEventException(typeof(Firm), @event),
    };
}
