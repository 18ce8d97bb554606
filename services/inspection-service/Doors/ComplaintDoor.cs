using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Doors;

/// <summary>The door to complaints: a firm files one, its district's supervision body or the city's handles it. The body that it is about reads none.</summary>
public static class ComplaintDoor
{
    private const string ByFirm = "inspection.firm", Supervise = "inspection.supervise";

    /// <summary>A complaint.</summary>
    /// <param name="Reference">The firm's own, up to 60 characters: the same again is the same complaint.</param>
    /// <param name="Body">About which body.</param>
    /// <param name="VisitId">About which visit to the firm, if the body took part in one.</param>
    /// <param name="Handler">For a complaint against whoever handled another one: who.</param>
    public sealed record Filing(string Reference, ComplaintKind Kind, string Body, string Text, Guid? VisitId = null, string? Handler = null);

    /// <summary>A complaint as its firm and its handlers see it.</summary>
    /// <param name="Text">In the firm's words.</param>
    /// <param name="Due">By when the next step is due.</param>
    /// <param name="Hearing">How its present level deals with it, and who does: a complaint against him names him as he is named here.</param>
    /// <param name="Below">How the level below has.</param>
    /// <param name="Escalation">Why it went up: <c>overdue</c>, or in the firm's words.</param>
    public sealed record ComplaintView(
        Guid ComplaintId, ComplaintKind Kind, UnifiedSocialCreditCode Uscc, string District, string Body, Guid? VisitId, string Text, string? Against, SupervisionLevel Level,
        ComplaintStatus Status, DateOnly? Due, bool IsOverdue, Hearing Hearing, Hearing? Below, string? Escalation)
    {
        /// <summary>The complaint, as one caller sees it.</summary>
        public static ComplaintView Of(Complaint c, Caller caller) => new(
            c.ComplaintId, c.Kind, c.Uscc, c.District, c.Body, c.VisitId, c.Text, c.Against, c.Level, c.Status, c.Due, c.IsOverdue,
            Shown(c.Hearing, c, caller), c.HearingBelow is { } below ? Shown(below, c, caller) : null, c.Escalation);

        // What was found may name others; the firm reads the decision and its reasons.
        private static Hearing Shown(Hearing hearing, Complaint complaint, Caller caller) => caller.Supervises(complaint.District) ? hearing : hearing with { Findings = null };
    }

    /// <summary>What was found.</summary>
    public sealed record Investigation(string Findings);

    /// <summary>The decision.</summary>
    public sealed record Verdict(bool Founded, string Text);

    /// <summary>What the firm is told.</summary>
    public sealed record Feedback(string Text);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, InspectionPolicy policy)
    {
        var (firms, visits) = (routes.ServiceProvider.GetRequiredService<Commands<Firm>>(), routes.ServiceProvider.GetRequiredService<Commands<Visit>>());
        var complaints = new StreamDoor<Complaint, ComplaintView>(routes, "/inspection/v1/complaints", "Complaints", Sees, ComplaintView.Of);
        complaints.Get("inspection.read", "A complaint");
        complaints.Create<Filing>(ByFirm, "As a firm, complain", File);
        complaints.Post<Nothing>("acceptance", Supervise, "Take a complaint up", (c, _, asked) => AcceptComplaint.Decide(c, new AcceptComplaint(asked.Caller.Acts()), asked.Facts, policy));
        complaints.Post<Grounds>("refusal", Supervise, "Say why it is not taken up", (c, body, asked) => RefuseComplaint.Decide(c, new RefuseComplaint(body.Reason, asked.Caller.Acts())));
        complaints.Post<Grounds>("extension", Supervise, "Extend the investigation once", (c, body, asked) => ExtendInvestigation.Decide(c, new ExtendInvestigation(body.Reason, asked.Caller.Acts()), asked.Facts, policy));
        complaints.Post<Investigation>("investigation", Supervise, "Record what was found", (c, body, asked) => RecordInvestigation.Decide(c, new RecordInvestigation(body.Findings, asked.Caller.Acts())));
        complaints.Post<Verdict>("decision", Supervise, "Decide: founded or not", (c, body, asked) => DecideComplaint.Decide(c, new DecideComplaint(body.Founded, body.Text, asked.Caller.Acts()), asked.Facts, policy));
        complaints.Post<Feedback>("feedback", Supervise, "Tell the firm", (c, body, asked) => GiveFeedback.Decide(c, new GiveFeedback(body.Text, asked.Caller.Acts())));
        complaints.Post<EscalateComplaint>("escalation", ByFirm, "As the firm, go to the upper level", (c, command, asked) => EscalateComplaint.Decide(c, command, asked.Facts, policy));

        async Task<Beginning<Complaint>> File(Filing body, Caller caller, CancellationToken cancel)
        {
            if (Texts.Refuse("reference", body.Reference, 60) is { } reference) return reference;
            if (!UnifiedSocialCreditCode.TryParse(caller.Organisation, out var uscc, out _) || (await firms.Load(Firm.IdOf(uscc), cancel)).State is not { } firm || !caller.Is(uscc))
                return InspectionErrors.FirmNotFound;
            if (body.VisitId is { } about && (about == Guid.Empty || (await visits.Load(about, cancel)).State is not { } visit || !caller.Is(visit.Uscc) || visit.Of(body.Body) is null))
                return InspectionErrors.VisitNotFound;
            var command = new FileComplaint(Complaint.IdOf(uscc, body.Reference), body.Kind, uscc, firm.Profile.District, body.Body, body.VisitId, body.Text, body.Handler);
            return new Beginning<Complaint>(command.ComplaintId, (complaint, facts) => FileComplaint.Decide(complaint, command, facts, policy));
        }
    }

    private static bool Sees(Complaint complaint, Caller caller) => caller.Is(complaint.Uscc) || caller.Role == Who.Operator || caller.Supervises(complaint.District);
}
