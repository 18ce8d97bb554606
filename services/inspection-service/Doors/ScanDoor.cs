using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Officers;
using Pengcheng.Inspection.Visits;
using Pengcheng.Inspection.Work;

namespace Pengcheng.Inspection.Doors;

/// <summary>The officers' app at a firm's door: a scan, an emergency, an entry without network that is sent afterwards. One call shows the firm and makes the entry.</summary>
public static class ScanDoor
{
    /// <summary>A scan.</summary>
    /// <param name="Officers">The certificates of those at the door.</param>
    /// <param name="Token">The code, as it was scanned.</param>
    /// <param name="Uscc">In place of the code, for a licence's QR or a look-up.</param>
    /// <param name="Method">Needed without a code: <c>licence-qr</c> or <c>lookup</c>.</param>
    /// <param name="Place">Where the device is.</param>
    /// <param name="Reason">For a look-up: why there was nothing to scan.</param>
    /// <param name="VisitId">If it is not the body's visit of today.</param>
    /// <param name="Kind">Of a visit without a plan.</param>
    /// <param name="Cause">Of a visit without a plan.</param>
    /// <param name="Items">Of a visit without a plan.</param>
    public sealed record Scan(
        IReadOnlyList<string> Officers, string? Token = null, UnifiedSocialCreditCode? Uscc = null, EntryMethod? Method = null, GeoPoint? Place = null, string? Reason = null,
        Guid? VisitId = null, EntryKind? Kind = null, InspectionCause? Cause = null, IReadOnlyList<InspectionItem>? Items = null);

    /// <summary>Evidence or people are at risk: first in, then scan.</summary>
    /// <param name="Officers">Their certificates.</param>
    /// <param name="Reason">What the danger is.</param>
    /// <param name="Items">Of a visit without a plan.</param>
    public sealed record EmergencyCall(
        IReadOnlyList<string> Officers, string Reason, string? Token = null, UnifiedSocialCreditCode? Uscc = null, Guid? VisitId = null, IReadOnlyList<InspectionItem>? Items = null);

    /// <summary>An entry without network, out of the app's backlog.</summary>
    /// <param name="RecordNo">The app's own number: the same record again is the same entry.</param>
    /// <param name="Officers">Their certificates.</param>
    /// <param name="Reason">Why it could not be scanned.</param>
    /// <param name="VisitId">If it was planned.</param>
    /// <param name="Kind">Of a visit without a plan.</param>
    /// <param name="Cause">Of a visit without a plan.</param>
    /// <param name="Items">Of a visit without a plan.</param>
    public sealed record OfflineRecord(
        UnifiedSocialCreditCode Uscc, string RecordNo, IReadOnlyList<string> Officers, DateTimeOffset EnteredAt, DateTimeOffset EndedAt, string Reason,
        Guid? VisitId = null, EntryKind? Kind = null, InspectionCause? Cause = null, IReadOnlyList<InspectionItem>? Items = null);

    /// <summary>The visit after the entry, and the firm as it was before.</summary>
    public sealed record Entered(VisitView Visit, FirmView Firm);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Firm, FirmView> firms, InspectionPolicy policy)
    {
        var doors = routes.MapGroup("/inspection/v1").RequireScope("inspection.scan").WithTags("Entries")
            .ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        doors.MapPost("/scans", async (Scan body, HttpContext http, Commands<Visit> visits, Doorstep doorstep, TeamReader teams) =>
        {
            var (firm, method, refusal) = await doorstep.Firm(body.Token, body.Uscc, body.Method, http.RequestAborted);
            if (firm is null) return await Refused(http, visits, refusal!);
            var scan = new ScanIn(Caller.Of(http.User).Body(), method, [.. body.Officers], firm.Profile.Place, body.Place, body.Reason);
            return await Enter(http, visits, teams, firms, firm, scan.Officers, body.VisitId, doorstep.Visit(firm, scan.Body, body.Kind), (visit, id, known, facts) =>
                // An inspection that nobody announced; what else comes without a plan says what for.
                visit is null && body.Kind is null ? InspectionErrors.NotAnnounced
                : ScanUnplanned.Decide(visit, new ScanUnplanned(Subject(firm, id, body.Kind, body.Cause), [.. body.Items ?? []], scan), known, facts, policy));
        }).WithSummary("Scan in").Produces<Entered>();

        doors.MapPost("/emergencies", async (EmergencyCall body, HttpContext http, Commands<Visit> visits, Doorstep doorstep, TeamReader teams) =>
        {
            var (firm, _, refusal) = await doorstep.Firm(body.Token, body.Uscc, body.Token is null ? EntryMethod.Lookup : null, http.RequestAborted);
            if (firm is null) return await Refused(http, visits, refusal!);
            var own = Caller.Of(http.User).Body();
            return await Enter(http, visits, teams, firms, firm, body.Officers, body.VisitId, doorstep.Visit(firm, own, EntryKind.Enforcement), (visit, id, known, facts) =>
                DeclareEmergency.Decide(visit, new DeclareEmergency(Subject(firm, id, EntryKind.Enforcement, InspectionCause.Monitoring), [.. body.Items ?? []], own, [.. body.Officers], body.Reason), known, facts, policy));
        }).WithSummary("Declare an emergency: go in first, scan before leaving").Produces<Entered>();

        doors.MapPost("/backfills", async (OfflineRecord body, HttpContext http, Commands<Visit> visits, Doorstep doorstep, TeamReader teams) =>
        {
            var (firm, _, refusal) = await doorstep.Firm(null, body.Uscc, EntryMethod.Lookup, http.RequestAborted);
            if (firm is null) return await Refused(http, visits, refusal!);
            var own = Caller.Of(http.User).Body();
            return await Enter(http, visits, teams, firms, firm, body.Officers, body.VisitId, Doorstep.Visit(firm, own, body.EnteredAt, body.RecordNo), (visit, id, known, facts) =>
                BackfillEntry.Decide(visit, new BackfillEntry(
                    Subject(firm, id, body.Kind, body.Cause), [.. body.Items ?? []], body.RecordNo, own, [.. body.Officers], body.EnteredAt, body.EndedAt, body.Reason), known, facts, policy));
        }).WithSummary("Enter afterwards what was done without network").Produces<Entered>();
    }

    // Under the request's key as any other answer: an app that has not heard that its scan was taken asks again when the code has run out, and hears it then.
    private static Task<IResult> Refused(HttpContext http, Commands<Visit> visits, Refusal refusal) =>
        visits.Answer(http, Guid.CreateVersion7(), (_, _) => refusal, visit => VisitView.Of(visit, Caller.Of(http.User)));

    private static async Task<IResult> Enter(
        HttpContext http, Commands<Visit> visits, TeamReader teams, StreamDoor<Firm, FirmView> firms, Firm firm, IReadOnlyList<string> officers, Guid? named, Guid found,
        Func<Visit?, Guid, TeamFacts, Facts, Decision> decide)
    {
        var (caller, known, card) = (Caller.Of(http.User), await teams.Of(officers, http.RequestAborted), firms.View(firm, Caller.Of(http.User)));
        if (caller.Body().Length == 0) return Problems.Result(ChassisErrors.NotFound);
        if (named == Guid.Empty) return Problems.Result(InspectionErrors.VisitNotFound);
        return await visits.Answer(http, named ?? found,
            // A visit that somebody names has to be there; one without a plan begins under an id that follows from firm, body and day.
            (visit, facts) => (visit is null && named is not null) || (visit is not null && visit.Uscc != firm.Uscc)
                ? InspectionErrors.VisitNotFound
                : decide(visit, named ?? found, known, facts),
            visit => new Entered(VisitView.Of(visit, caller), card));
    }

    private static VisitSubject Subject(Firm firm, Guid visitId, EntryKind? kind, InspectionCause? cause) => new(
        visitId, firm.Uscc, firm.Profile.District, firm.Profile.Street, firm.Profile.Place, kind ?? EntryKind.Enforcement, cause ?? InspectionCause.Planned);
}
