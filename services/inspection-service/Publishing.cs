using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Frequency;
using Pengcheng.Inspection.Visits;
using Contract = Pengcheng.Contracts.Inspection;

namespace Pengcheng.Inspection;

/// <summary>Domain event to integration event, in one place. No officer and nobody of the firm is named, and no rating leaves.</summary>
public static class Publishing
{
    /// <summary>What the other services are told of a firm, or null.</summary>
    public static object? Of(object @event, Firm firm, Facts facts) => @event switch
    {
        FrequencyAlertRaised e => new Contract.FrequencyAlertRaised(firm.Uscc, e.AlertNo, EnumWords.Of(e.Window), e.Day, e.Count, facts.Now),
        AlertWithdrawn e => new Contract.FrequencyAlertWithdrawn(firm.Uscc, e.AlertNo, facts.Now),
        _ => null,
    };

    /// <summary>What they are told of a visit, or null.</summary>
    public static object? Of(object @event, Visit visit, Facts facts) => @event switch
    {
        VisitAnnounced e => new Contract.VisitAnnounced(visit.VisitId, visit.Uscc, visit.Lead, visit.Participants.Count, e.Day, e.NoticeNo, facts.Now),
        VisitRescheduled e => new Contract.VisitRescheduled(visit.VisitId, visit.Uscc, e.To, e.By, facts.Now),
        VisitCancelled e => new Contract.VisitCancelled(visit.VisitId, visit.Uscc, e.Reason, facts.Now),
        EntryRecorded e => new Contract.EntryRecorded(e.EntryId, visit.VisitId, visit.Uscc, visit.Lead, EnumWords.Of(visit.Subject.Kind), EnumWords.Of(e.Method), e.At),
        EntryVoided e => new Contract.EntryVoided(e.EntryId, visit.VisitId, visit.Uscc, facts.Now),
        ResultRecorded e => new Contract.ResultRecorded(visit.VisitId, visit.Uscc, e.Body, EnumWords.Of(e.Outcome), facts.Now),
        RectificationOrdered e => new Contract.RectificationOrdered(visit.VisitId, visit.Uscc, e.Body, e.OrderNo, e.Due, facts.Now),
        _ => null,
    };

    /// <summary>What they are told of a complaint, or null.</summary>
    public static object? Of(object @event, Complaint complaint, Facts facts) => @event switch
    {
        ComplaintFiled e => new Contract.ComplaintFiled(e.ComplaintId, e.Uscc, e.Body, EnumWords.Of(e.Kind), facts.Now),
        ComplaintDecided e => new Contract.ComplaintDecided(complaint.ComplaintId, complaint.Uscc, complaint.Body, e.Founded, facts.Now),
        _ => null,
    };
}
