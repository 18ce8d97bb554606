using Pengcheng.Inspection.Supervision;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Storage;

/// <summary>A visit's line in the lists, what its events change in the figures, and where officers were seen.</summary>
public sealed class VisitRows : IRows<Visit>
{
    private static readonly RowTable Visits = new("visits",
        "visit_id uuid, uscc text, district text, street text, bodies text[], kind text, status text, day date",
        "uscc, day", "street, day", "bodies gin");

    // One row for each change of a figure, so that no two commits wait for the same row; a figure is their sum.
    private static readonly RowTable FigureChanges = new("figure_changes",
        "visit_id uuid, event_id uuid key, no int key, month text, district text, street text, body text, item text, measure text, change int",
        "month, district, street");

    // Where somebody scanned, by officer. Only added to: two visits of one officer would otherwise wait for each other.
    private static readonly RowTable Sightings = new("sightings",
        "visit_id uuid, event_id uuid key, certificate_no text key, latitude double precision, longitude double precision, at timestamptz",
        "certificate_no, at");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Visits, FigureChanges, Sightings];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Visit after, IReadOnlyList<RecordedEvent<Visit>> events)
    {
        rows.Put(Visits, after.Subject.Uscc.ToString(), after.Subject.District, after.Subject.Street,
            after.Participants.Select(p => p.Body).ToArray(), after.Subject.Kind, after.StatusForOthers, after.Day);
        foreach (var e in events)
        {
            foreach (var (no, change) in Figures.Of(e.Before, e.Data, e.After).Index())
                rows.Add(FigureChanges, e.Id, no, change.Key.Month, change.Key.District, change.Key.Street, change.Key.Body, change.Key.Item, change.Measure, change.By);
            if (Seen(e.Data) is not { Place: { } place } seen) continue;
            foreach (var certificateNo in seen.Officers.Distinct())
                rows.Add(Sightings, e.Id, certificateNo, place.Latitude, place.Longitude, seen.At);
        }
    }

    private static (ImmutableList<string> Officers, GeoPoint? Place, DateTimeOffset At)? Seen(object @event) => @event switch
    {
        EntryScanned e => (e.Officers, e.Place, e.At),
        LateScanRecorded e => (e.Officers, e.Place, e.At),
        _ => null,
    };
}
