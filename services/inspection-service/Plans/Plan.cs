namespace Pengcheng.Inspection.Plans;

/// <summary>Where a plan stands.</summary>
public enum PlanState
{
    /// <summary>The planner's own.</summary>
    Drafted,

    /// <summary>Submitted; nobody else plans for these days.</summary>
    Submitted,

    /// <summary>Submitted; another body plans for these days, too: merge or reschedule.</summary>
    ConflictDetected,

    /// <summary>Part of a joint visit.</summary>
    Merged,

    /// <summary>Moved out of the others' way.</summary>
    Rescheduled,

    /// <summary>Approved by the head of the body.</summary>
    Approved,

    /// <summary>Public: in the pool from which visits are scheduled.</summary>
    Published,

    /// <summary>Has its visit and day.</summary>
    Scheduled,

    /// <summary>Some items are left.</summary>
    PartlyExecuted,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Given up.</summary>
    Withdrawn,
}

/// <summary>What was inspected of a plan in one visit.</summary>
/// <param name="Entry">In which of its entries, 1, 2, 3 ...; if there was none, in the one that was still to be made.</param>
public sealed record Execution(Guid VisitId, int Entry, ImmutableList<string> Items);

/// <summary>What one body plans for one firm.</summary>
/// <param name="VisitId">The joint visit it was merged into, or the visit it is scheduled in.</param>
/// <param name="Lead">The lead of the joint visit.</param>
/// <param name="Day">Its entry day, once scheduled.</param>
/// <param name="NotAloneBefore">After staying away from a joint visit.</param>
/// <param name="ReturnedFrom">The visit that it went back to the pool from: its body may turn out to have been there.</param>
/// <param name="WithdrawnFrom">How far it had got when it was withdrawn.</param>
/// <param name="ExceedsCap">It goes beyond the yearly cap, which its cause allows.</param>
public sealed record Plan(
    Guid PlanId, PlanContent Content, string DraftedBy, PlanState State = PlanState.Drafted,
    Guid? VisitId = null, string? Lead = null, DateOnly? Day = null, DateOnly? NotAloneBefore = null, Guid? ReturnedFrom = null,
    PlanState? WithdrawnFrom = null, bool ExceedsCap = false)
{
    /// <summary>What was done of it so far.</summary>
    public ImmutableList<Execution> Executions { get; init; } = [];

    /// <summary>What was said beforehand about how often the firm would be inspected.</summary>
    public ImmutableList<FrequencyPreAlertRaised> PreAlerts { get; init; } = [];

    /// <summary>The items that are left.</summary>
    public IEnumerable<InspectionItem> Left => Content.Items.Where(item => !Executions.Exists(done => done.Items.Contains(item.Code)));

    /// <summary>Whose.</summary>
    public string Body => Content.Body;

    /// <summary>Whether it may still lead to an inspection.</summary>
    public bool IsOpen => State is not (PlanState.Completed or PlanState.Withdrawn);

    /// <summary>Whether others have to reckon with it.</summary>
    public bool IsSubmitted => IsOpen && State != PlanState.Drafted;

    /// <summary>Whether it waits in the pool for a day.</summary>
    public bool IsInPool => State is PlanState.Published or PlanState.PartlyExecuted;

    /// <summary>Whether it is on its way to a day: submitted, and not scheduled.</summary>
    public bool IsWaiting => IsSubmitted && State != PlanState.Scheduled;

    /// <summary>How far it has got, or had when it was withdrawn: a draft that is given up never was anything else.</summary>
    public PlanState Reached => WithdrawnFrom ?? State;

    /// <summary>Plans that will be one inspection have the same group.</summary>
    public (bool IsJoint, Guid Id) Group => VisitId is { } visit ? (true, visit) : (false, PlanId);
}
