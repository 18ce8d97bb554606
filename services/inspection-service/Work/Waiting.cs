using Npgsql;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;
using Pengcheng.Inspection.Scheduling;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Work;

/// <summary>The firms of a street with the plans that wait for a day, approved or not: those of several bodies become one visit before they are approved.</summary>
public sealed class Waiting(NpgsqlDataSource database, Commands<Firm> firms, WorkingCalendar calendar, TimeProvider clock, InspectionPolicy policy)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<PendingFirm>> In(string street, CancellationToken cancel)
    {
        var ids = await database.Read("select firm_id from firms where street = $1 and waiting > 0", [street], row => row.GetGuid(0), cancel);
        var facts = new Facts(clock.GetUtcNow(), calendar);
        var waiting = new List<PendingFirm>();
        foreach (var id in ids)
            if ((await firms.Load(id, cancel)).State is { } firm) waiting.Add(Of(firm, facts));
        return waiting;
    }

    private PendingFirm Of(Firm firm, Facts facts) => new(
        firm.Uscc.ToString(), firm.Profile.Block, firm.EntryDays(), [.. firm.Docket.Plans.Where(plan => plan.IsWaiting).Select(plan => new PendingPlan(
            plan.PlanId, plan.Body, plan.Content.Window with { From = Earliest(plan, facts) }, plan.Content.Minutes, firm.Docket.NotAloneBefore(plan), plan.VisitId, plan.IsInPool))]);

    // The firm has to be told in time.
    private DateOnly Earliest(Plan plan, Facts facts)
    {
        var day = plan.Content.Window.From > facts.Today ? plan.Content.Window.From : facts.Today;
        while (!Notice.IsInTime(plan.Content.Cause, day, facts, policy)) day = day.AddDays(1);
        return day;
    }
}
