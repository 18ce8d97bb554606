namespace Pengcheng.Inspection.Scheduling;

/// <summary>A plan that waits for its day.</summary>
/// <param name="Window">When, as far as its notice can still be given.</param>
/// <param name="NotAloneBefore">After staying away from a joint visit.</param>
/// <param name="VisitId">The joint visit that it was merged into: nobody joins that any more, and nobody leaves it.</param>
/// <param name="IsInPool">Whether it is approved and public, so that it can have its day.</param>
public sealed record PendingPlan(Guid PlanId, string Body, DayRange Window, int Minutes, DateOnly? NotAloneBefore = null, Guid? VisitId = null, bool IsInPool = true);

/// <summary>A firm with all that waits for it.</summary>
/// <param name="Firm">Its credit code.</param>
/// <param name="Block">Its cell in the grid.</param>
/// <param name="Taken">Days on which it has a visit already.</param>
public sealed record PendingFirm(string Firm, string Block, ImmutableList<DateOnly> Taken, ImmutableList<PendingPlan> Plans);

/// <summary>Why a plan lies where it lies, in both languages.</summary>
public sealed record Because(string En, string Zh);

/// <summary>A plan in its visit.</summary>
public sealed record Placement(Guid PlanId, string Body, int Minutes, Because Because, bool IsInPool = true);

/// <summary>What is to be done with a visit that the scheduler proposes.</summary>
public enum ScheduleStep
{
    /// <summary>All its plans are in the pool: it gets its day.</summary>
    Schedule,

    /// <summary>Several bodies' plans, not all of them approved: they become one joint visit, whose heads approve it.</summary>
    Merge,

    /// <summary>Its plans wait for their heads.</summary>
    AwaitApproval,
}

/// <summary>One visit to one firm on an entry day of its block.</summary>
/// <param name="VisitId">If it was merged before.</param>
public sealed record PlacedVisit(string Firm, string Block, DateOnly Day, ImmutableList<Placement> Placements, Guid? VisitId = null)
{
    /// <summary>What is to be done.</summary>
    public ScheduleStep Step =>
        Placements.TrueForAll(placement => placement.IsInPool) ? ScheduleStep.Schedule : VisitId is null && Bodies > 1 ? ScheduleStep.Merge : ScheduleStep.AwaitApproval;

    /// <summary>How many bodies come.</summary>
    public int Bodies => Placements.Select(placement => placement.Body).Distinct().Count();

    /// <summary>How long they stay.</summary>
    public int Minutes => Placements.Sum(placement => placement.Minutes);
}

/// <summary>A plan that no visit could be found for.</summary>
public sealed record UnplacedPlan(string Firm, Guid PlanId, Because Because);

/// <summary>What the scheduler proposes.</summary>
public sealed record Schedule(ImmutableList<PlacedVisit> Visits, ImmutableList<UnplacedPlan> Unplaced)
{
    /// <summary>How many plans there were.</summary>
    public int RawPlans => Visits.Sum(visit => visit.Placements.Count) + Unplaced.Count;

    /// <summary>Entries for each hundred plans; those without a place count as entries.</summary>
    public double Share => RawPlans == 0 ? 0 : 100.0 * (Visits.Count + Unplaced.Count) / RawPlans;
}
