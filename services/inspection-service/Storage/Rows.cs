using Marten;
using Pengcheng.Chassis.Commands;
using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Storage;

/// <summary>Certificates, to be gathered before a scan with one statement.</summary>
public sealed class OfficerRows : IRows<Officer>
{
    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId) => session.QueueSqlCommand("delete from officers where officer_id = ?", streamId);

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Officer after, IReadOnlyList<RecordedEvent<Officer>> events) => session.QueueSqlCommand("""
        insert into officers (officer_id, certificate_no, body, valid_from, valid_until, is_suspended) values (?, ?, ?, ?, ?, ?)
        on conflict (officer_id) do update set body = excluded.body, valid_from = excluded.valid_from, valid_until = excluded.valid_until, is_suspended = excluded.is_suspended
        """, streamId, after.CertificateNo, after.Body, after.ValidFrom, after.ValidUntil, after.IsSuspended);
}

/// <summary>Suspicions and violations of all bodies, as one list.</summary>
public sealed class BodyRows : IRows<Body>
{
    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId) => session.QueueSqlCommand("delete from violations where body_id = ?", streamId);

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Body after, IReadOnlyList<RecordedEvent<Body>> events)
    {
        foreach (var e in events)
            foreach (var violation in e.After.Violations.Where(violation => e.Before?.Violations.Contains(violation) != true))
                session.QueueSqlCommand("""
                    insert into violations (body_id, violation_id, body, kind, detail, state, noted_at) values (?, ?, ?, ?, ?, ?, ?)
                    on conflict (body_id, violation_id) do update set kind = excluded.kind, detail = excluded.detail, state = excluded.state
                    """, streamId, violation.ViolationId, after.Code, EnumWords.Of(violation.Kind), violation.Detail, EnumWords.Of(violation.State), e.At.ToUniversalTime());
    }
}

/// <summary>A complaint's line in the lists.</summary>
public sealed class ComplaintRows : IRows<Complaint>
{
    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId) => session.QueueSqlCommand("delete from complaints where complaint_id = ?", streamId);

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Complaint after, IReadOnlyList<RecordedEvent<Complaint>> events) => session.QueueSqlCommand("""
        insert into complaints (complaint_id, uscc, district, body, kind, level, status, due, is_overdue) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (complaint_id) do update set level = excluded.level, status = excluded.status, due = excluded.due, is_overdue = excluded.is_overdue
        """, streamId, after.Uscc.ToString(), after.District, after.Body, EnumWords.Of(after.Kind), EnumWords.Of(after.Level), EnumWords.Of(after.Status),
        (object?)after.Due ?? DBNull.Value, after.IsOverdue);
}

/// <summary>Stars by body and quarter, and nothing else.</summary>
public sealed class RatingRows : IRows<Rating>
{
    /// <inheritdoc/>
    public void Forget(IDocumentOperations session, Guid streamId) => session.QueueSqlCommand("delete from ratings where rating_id = ?", streamId);

    /// <inheritdoc/>
    public void Queue(IDocumentOperations session, Guid streamId, Rating after, IReadOnlyList<RecordedEvent<Rating>> events) =>
        session.QueueSqlCommand("insert into ratings (rating_id, body, quarter, stars) values (?, ?, ?, ?)", streamId, after.Body, after.Quarter, after.Stars);
}
