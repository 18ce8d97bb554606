using System.Globalization;

namespace Pengcheng.Inspection.Scheduling;

/// <summary>
/// Packs what all bodies plan for a firm into as few visits as it can (综合查一次, Guangming's model), each on an entry day of the
/// firm's block. Firms do not compete, so each is solved alone: plans by their last day; a plan joins a visit that lies in its
/// window and has room, else it opens one on the last entry day it can, where most of the later plans can still join. Without the
/// limits on bodies and minutes that is the least number of visits. The same plans in any order give the same schedule.
/// </summary>
public sealed class Scheduler(WorkingCalendar calendar, InspectionPolicy policy)
{
    private readonly EntryDays _entryDays = new(calendar, policy);

    /// <summary>The schedule of all firms from a day on.</summary>
    public Schedule Run(IEnumerable<PendingFirm> firms, DateOnly from)
    {
        var (visits, unplaced) = (ImmutableList.CreateBuilder<PlacedVisit>(), ImmutableList.CreateBuilder<UnplacedPlan>());
        foreach (var firm in firms.OrderBy(firm => firm.Firm, StringComparer.Ordinal)) Place(firm, from, visits, unplaced);
        return new Schedule(visits.ToImmutable(), unplaced.ToImmutable());
    }

    private void Place(PendingFirm firm, DateOnly from, ImmutableList<PlacedVisit>.Builder visits, ImmutableList<UnplacedPlan>.Builder unplaced)
    {
        var taken = firm.Taken.Select(day => EntryDays.WindowOf(day, policy)).ToHashSet();
        var own = new List<PlacedVisit>();
        foreach (var unit in Units(firm))
        {
            var joined = unit.Plans is [{ VisitId: null } one] ? own.FindIndex(visit => unit.Window.Has(visit.Day) && HasRoom(visit, one)) : -1;
            if (joined >= 0) own[joined] = Join(own[joined], unit.Plans[0]);
            else if (Open(firm, unit.Window, from, taken) is { } day) own.Add(Opened(firm, unit, day, taken));
            else unplaced.AddRange(unit.Plans.Select(plan => new UnplacedPlan(firm.Firm, plan.PlanId, NoDay(firm, unit.Window))));
        }

        foreach (var visit in own.OrderBy(visit => visit.Day)) Settle(firm, visit, taken, visits, unplaced);
    }

    // What was merged is one; all else is for itself at first.
    private static IEnumerable<Unit> Units(PendingFirm firm) => firm.Plans
        .GroupBy(plan => (IsJoint: plan.VisitId is not null, Id: plan.VisitId ?? plan.PlanId))
        .Select(group => new Unit([.. group.OrderBy(plan => plan.Body, StringComparer.Ordinal).ThenBy(plan => plan.PlanId)], new DayRange(group.Max(plan => plan.Window.From), group.Min(plan => plan.Window.To))))
        .OrderBy(unit => unit.Window.To).ThenBy(unit => unit.Window.From).ThenBy(unit => unit.Plans[0].Body, StringComparer.Ordinal).ThenBy(unit => unit.Plans[0].PlanId);

    private sealed record Unit(ImmutableList<PendingPlan> Plans, DayRange Window);

    private bool HasRoom(PlacedVisit visit, PendingPlan plan) =>
        visit.VisitId is null && visit.Minutes + plan.Minutes <= policy.MostMinutes
        && (visit.Bodies < policy.MostBodies || visit.Placements.Exists(placement => placement.Body == plan.Body));

    private DateOnly? Open(PendingFirm firm, DayRange window, DateOnly from, HashSet<int> taken)
    {
        if (window.To < from || window.To < window.From) return null;
        var days = _entryDays.Of(firm.Block, window with { From = window.From > from ? window.From : from });
        return days.Where(day => !taken.Contains(EntryDays.WindowOf(day, policy))).Select(day => (DateOnly?)day).FirstOrDefault();
    }

    private PlacedVisit Opened(PendingFirm firm, Unit unit, DateOnly day, HashSet<int> taken)
    {
        taken.Add(EntryDays.WindowOf(day, policy));
        var because = new Because(
            $"{Day(day)} is the last free entry day of block {firm.Block} from {Day(unit.Window.From)} to {Day(unit.Window.To)}.",
            $"{Day(day)} 是网格 {firm.Block} 在 {Day(unit.Window.From)} 至 {Day(unit.Window.To)} 之间最后一个可用的入企日。");
        return new PlacedVisit(firm.Firm, firm.Block, day, [.. unit.Plans.Select(plan => new Placement(plan.PlanId, plan.Body, plan.Minutes, because, plan.IsInPool))], unit.Plans[0].VisitId);
    }

    private PlacedVisit Join(PlacedVisit visit, PendingPlan plan)
    {
        var joined = visit with { Placements = visit.Placements.Add(new Placement(plan.PlanId, plan.Body, plan.Minutes, new Because("", ""), plan.IsInPool)) };
        return joined with
        {
            Placements = joined.Placements.SetItem(joined.Placements.Count - 1, joined.Placements[^1] with
            {
                Because = new Because(
                    $"Others come on {Day(visit.Day)}, which lies in its window: with it {joined.Bodies} of {policy.MostBodies} bodies and {joined.Minutes} of {policy.MostMinutes} minutes.",
                    $"{Day(visit.Day)} 已有其他单位入企且在其时段内：合计 {joined.Bodies}/{policy.MostBodies} 个单位、{joined.Minutes}/{policy.MostMinutes} 分钟。"),
            }),
        };
    }

    // A body that stayed away from others may not come alone for a while: later, or not at all.
    private void Settle(PendingFirm firm, PlacedVisit visit, HashSet<int> taken, ImmutableList<PlacedVisit>.Builder visits, ImmutableList<UnplacedPlan>.Builder unplaced)
    {
        var cooling = visit.Bodies > 1 ? [] : firm.Plans.Where(plan => plan.NotAloneBefore > visit.Day && visit.Placements.Exists(p => p.PlanId == plan.PlanId)).ToList();
        if (cooling.Count == 0)
        {
            visits.Add(visit);
            return;
        }

        foreach (var plan in cooling)
            unplaced.Add(new UnplacedPlan(firm.Firm, plan.PlanId, new Because(
                $"{plan.Body} stayed away from a joint visit and may come with others only before {Day(plan.NotAloneBefore!.Value)}.",
                $"{plan.Body} 曾缺席联合检查，{Day(plan.NotAloneBefore!.Value)} 之前只能与其他单位一起入企。")));
        if (visit.Placements.RemoveAll(p => cooling.Exists(plan => plan.PlanId == p.PlanId)) is { IsEmpty: false } rest) visits.Add(visit with { Placements = rest });
        else taken.Remove(EntryDays.WindowOf(visit.Day, policy));
    }

    private static Because NoDay(PendingFirm firm, DayRange window) => new(
        $"Block {firm.Block} has no free entry day from {Day(window.From)} to {Day(window.To)}, and the visits in that time are full.",
        $"网格 {firm.Block} 在 {Day(window.From)} 至 {Day(window.To)} 之间没有可用的入企日，且该时段内的检查已满。");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
