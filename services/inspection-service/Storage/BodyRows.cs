using Pengcheng.Inspection.Bodies;

namespace Pengcheng.Inspection.Storage;

/// <summary>Suspicions and violations of all bodies, as one list.</summary>
public sealed class BodyRows : IRows<Body>
{
    private static readonly RowTable Violations = new("violations",
        "body_id uuid key, violation_id text key, body text, district text, kind text, detail text, state text, noted_at timestamptz once", "state");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Violations];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Body after, IReadOnlyList<RecordedEvent<Body>> events)
    {
        foreach (var e in events)
            foreach (var violation in e.After.Violations.Where(violation => e.Before?.Violations.Contains(violation) != true))
                rows.Put(Violations, violation.ViolationId, after.Code, violation.District, violation.Kind, violation.Detail, violation.State, e.At);
    }
}
