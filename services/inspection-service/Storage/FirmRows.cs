using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Storage;
using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Storage;

/// <summary>A firm's line in the lists of coordinators and supervisors, and of those whose plans wait for a day.</summary>
public sealed class FirmRows : IRows<Firm>
{
    // The days of all entries, and of those that count as inspections: a count depends on the day on which it is asked for.
    private static readonly RowTable Firms = new("firms",
        "firm_id uuid, uscc text, name text, district text, street text, block text, status text, entry_days date[], inspection_days date[], waiting int",
        "street, uscc");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Firms];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Firm after, IReadOnlyList<RecordedEvent<Firm>> events) => rows.Put(Firms,
        after.Uscc.ToString(), after.Profile.Name, after.Profile.District, after.Profile.Street, after.Profile.Block, after.Code.Status,
        after.Tally.Entries.Where(entry => !entry.IsVoid).Select(entry => entry.On).ToArray(), after.Tally.Counting.Select(entry => entry.On).ToArray(),
        after.Docket.Plans.Count(plan => plan.IsInPool));
}
