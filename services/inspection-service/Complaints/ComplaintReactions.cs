using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Complaints;

/// <summary>The complaint's one clock, and what a founded one leads to.</summary>
public sealed class ComplaintReactions : IReactions<Complaint>
{
    /// <inheritdoc/>
    public IEnumerable<Effect> React(Complaint? before, object @event, Complaint after, Facts facts)
    {
        IEnumerable<Effect> clock = before?.Due == after.Due ? [] : after.Due is { } due ? [Due.After("step", due, new ExpireComplaintStep(due))] : [new Effect.Cancel("step")];
        return [.. Effect.Told(Publishing.Of(@event, after, facts)), .. clock, .. @event is ComplaintDecided e ? Follow(e, after, facts) : []];
    }

    // Under the same id as the visit itself would tell it, so that one entry without a scan is one violation.
    private static IEnumerable<Effect> Follow(ComplaintDecided decided, Complaint complaint, Facts facts)
    {
        if (KindOf(complaint.Kind) is not { } kind) yield break;
        var isUnscanned = kind == ViolationKind.UnscannedEntry && complaint.VisitId is not null;
        var id = isUnscanned ? $"unscanned:{complaint.VisitId:N}:{complaint.Body}" : $"complaint:{complaint.ComplaintId:N}";
        if (decided.Founded)
        {
            yield return Due.Now("violation", facts, new NoteViolation(complaint.Body, complaint.District, id, kind, NoteViolation.Complaint, Reopens: true));
            if (isUnscanned) yield return Due.Now("unscanned", facts, new DetectUnscannedEntry(complaint.VisitId!.Value, complaint.Body, NoteViolation.Complaint));
        }
        else if (complaint.HearingBelow?.Founded == true)
            yield return Due.Now("violation", facts, new RetractViolation(complaint.Body, id, "the level above has decided that the complaint is not founded"));
    }

    private static ViolationKind? KindOf(ComplaintKind kind) => kind switch
    {
        ComplaintKind.NotScanned => ViolationKind.UnscannedEntry,
        ComplaintKind.Arbitrary => ViolationKind.Arbitrary,
        ComplaintKind.Repeated => ViolationKind.Repeated,
        ComplaintKind.Uncoordinated => ViolationKind.Uncoordinated,
        ComplaintKind.UnauthorisedPersonnel => ViolationKind.UnauthorisedPersonnel,
        ComplaintKind.OutsideItemList => ViolationKind.OutsideItemList,
        _ => null,
    };
}
