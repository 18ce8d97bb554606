using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Frequency;

/// <summary>Told by a visit: somebody has entered this firm.</summary>
public sealed record CountEntry(UnifiedSocialCreditCode Uscc, string EntryId, Guid VisitId, EntryKind Kind, DateTimeOffset At, DateOnly On, ImmutableList<string> Bodies)
{
    /// <summary>Counts it once, and raises the alert that it makes due. A void may have overtaken it.</summary>
    public static Decision Decide(Firm firm, CountEntry command, InspectionPolicy policy)
    {
        var tally = firm.Tally;
        if (tally.IsDiscounted(command.EntryId) || tally.Entries.Exists(entry => entry.EntryId == command.EntryId)) return Decision.Nothing;

        var unfolding = new Unfolding<Firm>(firm).Add(new EntryCounted(command.EntryId, command.VisitId, command.Kind, command.At, command.On, command.Bodies));
        unfolding.Add(
            from other in tally.Entries
            where !other.IsVoid && other.VisitId != command.VisitId && !other.Bodies.Intersect(command.Bodies).Any() && (other.At - command.At).Duration() <= policy.ConcurrencyWindow
            select (object)new UncoordinatedConcurrencyDetected(command.EntryId, other.EntryId, [.. command.Bodies, .. other.Bodies]));
        AlertRules.Add(unfolding, policy);
        return unfolding.Decide();
    }
}

/// <summary>Told by a visit: the supervision body has declared the entry void.</summary>
/// <param name="Number">Which of the visit's entries it was, 1, 2, 3 ...</param>
/// <param name="Bodies">Those that were inside.</param>
/// <param name="Day">The day of the visit, which is still to be held; null if it is over.</param>
public sealed record DiscountEntry(UnifiedSocialCreditCode Uscc, string EntryId, Guid VisitId, int Number, ImmutableList<string> Bodies, DateOnly? Day, string Reason)
{
    /// <summary>The count goes down by one; alerts that rested on it are withdrawn; what was done in it was not done.</summary>
    public static Decision Decide(Firm firm, DiscountEntry command, InspectionPolicy policy)
    {
        if (firm.Tally.IsDiscounted(command.EntryId)) return Decision.Nothing;
        var unfolding = new Unfolding<Firm>(firm).Add(new EntryDiscounted(command.EntryId, command.VisitId, command.Number, command.Bodies, command.Reason));
        AlertRules.Add(unfolding, policy);
        return unfolding.Add(
            from plan in firm.Docket.Plans
            where plan.State != PlanState.Withdrawn && command.Bodies.Contains(plan.Body)
            from done in plan.Executions
            where done.VisitId == command.VisitId && done.Entry <= command.Number
            select (object)new ExecutionVoided(plan.PlanId, command.VisitId, done.Entry, firm.Docket.IsGivenUp(command.VisitId, plan.Body) ? null : command.Day)).Decide();
    }
}

/// <summary>
/// One alert for each spell in which the count is reached, by window. An entry that is added, even to the past, makes spells longer
/// and never withdraws an alert; a void makes them shorter: an alert whose day lies in none is withdrawn, and a spell that is left
/// without one gets its own.
/// </summary>
internal static class AlertRules
{
    public static void Add(Unfolding<Firm> unfolding, InspectionPolicy policy)
    {
        foreach (var window in Enum.GetValues<FrequencyWindow>())
        {
            var tally = unfolding.State.Tally;
            var spells = tally.Spells(window, policy.AlertAt);
            var standing = tally.Alerts.Where(alert => alert.Window == window).ToList();
            foreach (var alert in standing.Where(alert => !spells.Exists(spell => spell.Has(alert.Day))))
                unfolding.Add(new AlertWithdrawn(alert.AlertNo, window, alert.Day));
            foreach (var spell in spells.Where(spell => !standing.Exists(alert => spell.Has(alert.Day))))
                unfolding.Add(new FrequencyAlertRaised(unfolding.State.Tally.AlertsRaised + 1, window, spell.From, tally.Count(window, spell.From), Bodies(tally, window, spell.From)));
        }
    }

    private static ImmutableList<string> Bodies(Tally tally, FrequencyWindow window, DateOnly day) =>
        [.. tally.Counting.Where(entry => window.Around(day).Has(entry.On)).SelectMany(entry => entry.Bodies).Distinct().Order(StringComparer.Ordinal)];
}
