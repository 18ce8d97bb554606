namespace Pengcheng.Inspection.Scheduling;

/// <summary>A plan that waits for its day.</summary>
/// <param name="NotAloneBefore">After staying away from a joint visit.</param>
public sealed record PendingPlan(Guid PlanId, string Body, DayRange Window, int Minutes, DateOnly? NotAloneBefore = null);

/// <summary>A firm with all that waits for it.</summary>
/// <param name="Firm">Its credit code.</param>
/// <param name="Block">Its cell in the grid.</param>
/// <param name="Taken">Days on which it has a visit already.</param>
public sealed record PendingFirm(string Firm, string Block, ImmutableList<DateOnly> Taken, ImmutableList<PendingPlan> Plans);

/// <summary>Why a plan lies where it lies, in both languages.</summary>
public sealed record Because(string En, string Zh);

/// <summary>A plan in its visit.</summary>
public sealed record Placement(Guid PlanId, string Body, int Minutes, Because Because);

/// <summary>One visit to one firm on an entry day of its block.</summary>
public sealed record PlacedVisit(string Firm, string Block, DateOnly Day, ImmutableList<Placement> Placements)
{
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
