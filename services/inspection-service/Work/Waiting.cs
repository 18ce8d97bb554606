using Npgsql;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Scheduling;

namespace Pengcheng.Inspection.Work;

/// <summary>The firms of a street with the plans that wait for a day. Plans that a coordinator has merged by hand are scheduled by hand.</summary>
public sealed class Waiting(NpgsqlDataSource database, Commands<Firm> firms)
{
    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<PendingFirm>> In(string street, CancellationToken cancel)
    {
        var ids = await database.Read("select firm_id from firms where street = $1 and waiting > 0", [street], row => row.GetGuid(0), cancel);
        var waiting = new List<PendingFirm>();
        foreach (var id in ids)
            if ((await firms.Load(id, cancel)).State is { } firm) waiting.Add(Of(firm));
        return waiting;
    }

    private static PendingFirm Of(Firm firm) => new(
        firm.Uscc.ToString(), firm.Profile.Block, [.. firm.Docket.Visits.Select(visit => visit.Day)],
        [.. firm.Docket.Plans.Where(plan => plan is { IsInPool: true, VisitId: null }).Select(plan => new PendingPlan(plan.PlanId, plan.Body, plan.Content.Window, plan.Content.Minutes, plan.NotAloneBefore))]);
}
