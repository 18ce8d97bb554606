using Marten;
using Pengcheng.Chassis.Commands;
using Pengcheng.Inspection.Firms;

namespace Pengcheng.Inspection.Storage;

/// <summary>A firm's line in the lists of coordinators and supervisors, and of those whose plans wait for a day.</summary>
public sealed class FirmRows : IRows<Firm>
{
    private const string Upsert = """
        insert into firms (firm_id, uscc, name, district, street, block, status, entry_days, inspection_days, waiting) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (firm_id) do update set name = excluded.name, district = excluded.district, street = excluded.street, block = excluded.block, status = excluded.status,
            entry_days = excluded.entry_days, inspection_days = excluded.inspection_days, waiting = excluded.waiting
        """;

    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId) => session.QueueSqlCommand("delete from firms where firm_id = ?", streamId);

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Firm after, IReadOnlyList<RecordedEvent<Firm>> events) =>
        session.QueueSqlCommand(Upsert, streamId, after.Uscc.ToString(), after.Profile.Name, after.Profile.District, after.Profile.Street, after.Profile.Block,
            EnumWords.Of(after.Code.Status), after.Tally.Entries.Where(entry => !entry.IsVoid).Select(entry => entry.On).ToArray(),
            after.Tally.Counting.Select(entry => entry.On).ToArray(), after.Docket.Plans.Count(plan => plan.IsInPool));
}
