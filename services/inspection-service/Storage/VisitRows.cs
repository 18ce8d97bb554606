using Marten;
using Pengcheng.Chassis.Commands;
using Pengcheng.Inspection.Supervision;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Storage;

/// <summary>A visit's line in the lists, what its events change in the figures, and where officers were seen.</summary>
public sealed class VisitRows : IRows<Visit>
{
    private const string Upsert = """
        insert into visits (visit_id, uscc, district, street, bodies, kind, status, day) values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (visit_id) do update set bodies = excluded.bodies, status = excluded.status, day = excluded.day
        """;

    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId)
    {
        foreach (var table in (string[])["visits", "figure_changes", "sightings"]) session.QueueSqlCommand($"delete from {table} where visit_id = ?", streamId);
    }

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Visit after, IReadOnlyList<RecordedEvent<Visit>> events)
    {
        session.QueueSqlCommand(Upsert, streamId, after.Subject.Uscc.ToString(), after.Subject.District, after.Subject.Street,
            after.Participants.Select(p => p.Body).ToArray(), EnumWords.Of(after.Subject.Kind), EnumWords.Of(after.StatusForOthers), after.Day);
        foreach (var e in events)
        {
            foreach (var (change, no) in Figures.Of(e.Before, e.Data, e.After).Select((change, no) => (change, no)))
                session.QueueSqlCommand(
                    "insert into figure_changes (event_id, no, visit_id, month, district, street, body, item, measure, change) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    e.Id, no, streamId, change.Key.Month, change.Key.District, change.Key.Street, change.Key.Body, change.Key.Item, EnumWords.Of(change.Measure), change.By);
            if (Seen(e.Data) is not { Place: { } place } seen) continue;
            foreach (var certificateNo in seen.Officers.Distinct())
                session.QueueSqlCommand("insert into sightings (event_id, certificate_no, visit_id, latitude, longitude, at) values (?, ?, ?, ?, ?, ?)",
                    e.Id, certificateNo, streamId, place.Latitude, place.Longitude, seen.At.ToUniversalTime());
        }
    }

    private static (ImmutableList<string> Officers, GeoPoint? Place, DateTimeOffset At)? Seen(object @event) => @event switch
    {
        EntryScanned e => (e.Officers, e.Place, e.At),
        LateScanRecorded e => (e.Officers, e.Place, e.At),
        _ => null,
    };
}
