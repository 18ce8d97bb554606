using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Storage;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Storage;

/// <summary>Certificates, to be gathered before a scan with one statement.</summary>
public sealed class OfficerRows : IRows<Officer>
{
    private static readonly RowTable Officers = new("officers",
        "officer_id uuid, certificate_no text, body text, valid_from date, valid_until date, is_suspended boolean", "certificate_no");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Officers];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Officer after, IReadOnlyList<RecordedEvent<Officer>> events) =>
        rows.Put(Officers, after.CertificateNo, after.Body, after.ValidFrom, after.ValidUntil, after.IsSuspended);
}

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

/// <summary>A complaint's line in the lists.</summary>
public sealed class ComplaintRows : IRows<Complaint>
{
    private static readonly RowTable Complaints = new("complaints",
        "complaint_id uuid, uscc text, district text, body text, kind text, level text, status text, due date?, is_overdue boolean", "uscc");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Complaints];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Complaint after, IReadOnlyList<RecordedEvent<Complaint>> events) => rows.Put(Complaints,
        after.Uscc.ToString(), after.District, after.Body, after.Kind, after.Level, after.Status, after.Due, after.IsOverdue);
}

/// <summary>Stars by body and quarter, and nothing else: nothing here leads to a visit or a firm.</summary>
public sealed class RatingRows : IRows<Rating>
{
    private static readonly RowTable Ratings = new("ratings", "rating_id uuid, body text, quarter text, stars int", "body, quarter");

    /// <inheritdoc/>
    public IReadOnlyList<RowTable> Tables => [Ratings];

    /// <inheritdoc/>
    public void Write(RowWriter rows, Rating after, IReadOnlyList<RecordedEvent<Rating>> events) => rows.Put(Ratings, after.Body, after.Quarter, after.Stars);
}
