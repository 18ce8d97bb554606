using System.Security.Cryptography;
using System.Text;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Inspection.Ratings;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Doors;

/// <summary>What comes after the entry: leaving, results and what they order, the firm's note or dispute, its rating token, and supervision's word.</summary>
public static class ResultDoor
{
    private const string Firm = "inspection.firm", Results = "inspection.results", Scan = "inspection.scan", Supervise = "inspection.supervise";

    /// <summary>What was found (现场检查笔录).</summary>
    /// <param name="Items">The codes of the items that were inspected.</param>
    /// <param name="Rectification">If and only if the outcome is <c>rectification-ordered</c>.</param>
    public sealed record Result(IReadOnlyList<string> Items, InspectionOutcome Outcome, string Findings, OrderedRectification? Rectification = null);

    /// <summary>What the firm has done.</summary>
    public sealed record RectificationReport(string Report);

    /// <summary>How a dispute ends.</summary>
    public sealed record Ruling(string Decision);

    /// <summary>The hidden serial.</summary>
    /// <param name="Blinded">A number in hex, above zero and below the modulus of <c>/rating-key</c>.</param>
    public sealed record TokenRequest(string Blinded);

    /// <summary>The signature of the hidden serial; the app takes the hiding away.</summary>
    /// <param name="Body">Which body may be rated with it: the visit's lead.</param>
    /// <param name="Quarter">In which quarter it counts.</param>
    /// <param name="Signature">In hex.</param>
    public sealed record BlindSignature(string Body, string Quarter, string Signature);

    /// <summary>A body whose device was inside.</summary>
    public sealed record Location(string Body);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Visit, VisitView> visits, InspectionPolicy policy, BlindKey key)
    {
        visits.Post<Nothing>("departure", Scan, "The officers leave", (visit, _, asked) => Depart.Decide(visit, new Depart(asked.Caller.Body()), asked.Facts));
        visits.Post<Grounds>("no-entry", Scan, "The firm was closed", (visit, body, asked) => ReportNoEntry.Decide(visit, new ReportNoEntry(asked.Caller.Body(), body.Reason), asked.Facts));
        visits.Post<Result>("results", Results, "Record the result of the body's own items",
            (visit, body, asked) => RecordResult.Decide(visit, new RecordResult(asked.Caller.Body(), [.. body.Items], body.Outcome, body.Findings, body.Rectification), asked.Facts, policy));
        visits.Post<RectificationReport>("rectifications/{orderNo}/report", Firm, "As the firm, report that an order was carried out",
            (visit, body, asked) => ReportRectification.Decide(visit, new ReportRectification(asked.Route("orderNo"), body.Report)));
        visits.Post<Nothing>("rectifications/{orderNo}/acceptance", Results, "Accept what the firm has done",
            (visit, _, asked) => AcceptRectification.Decide(visit, new AcceptRectification(asked.Route("orderNo"), asked.Caller.Body()), asked.Facts));
        visits.Post<Nothing>("acknowledgement", Firm, "As the firm, take note of the results", (visit, _, asked) => Acknowledge.Decide(visit, new Acknowledge(Moves.Firm), asked.Facts, policy));
        visits.Post<DisputeVisit>("dispute", Firm, "As the firm, dispute what is recorded", DisputeVisit.Decide);
        visits.Post<Ruling>("dispute/resolution", Supervise, "Settle the dispute", (visit, body, asked) => ResolveDispute.Decide(visit, new ResolveDispute(body.Decision, asked.Caller.Acts()), asked.Facts));
        visits.Post<Location>("unscanned-entries", Supervise, "A device's location shows that a body was inside without an entry",
            (visit, body, _) => visit.Of(body.Body) is null
                ? InspectionErrors.NotAParticipant.With(("body", body.Body))
                : DetectUnscannedEntry.Decide(visit, new DetectUnscannedEntry(visit.VisitId, body.Body, "location")));
        visits.Post<Grounds>("entries/{entryId}/void", Supervise, "Declare an entry void: the wrong firm was scanned",
            (visit, body, asked) => VoidEntry.Decide(visit, new VoidEntry(asked.Route("entryId"), body.Reason, asked.Caller.Acts())));

        routes.MapPost("/inspection/v1/visits/{id:guid}/rating-token", (Guid id, TokenRequest body, HttpContext http, Commands<Visit> commands) => IssueToken(id, body, http, commands, key))
            .RequireScope(Firm).WithTags("Ratings").WithSummary("As the firm, have a hidden serial signed to rate with; once for each visit").Produces<BlindSignature>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> IssueToken(Guid id, TokenRequest body, HttpContext http, Commands<Visit> visits, BlindKey key)
    {
        if (key.Read(body.Blinded) is not { } blinded)
            return Problems.Result(ChassisErrors.Invalid, new FieldError("$.blinded", "range", "a number in hex, above zero and below the modulus"));
        var (caller, hash) = (Caller.Of(http.User), Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(blinded.ToString(16)))));
        return await visits.Answer(http, id,
            (visit, facts) => visit is null || !caller.Is(visit.Uscc) ? ChassisErrors.NotFound : IssueRatingToken.Decide(visit, new IssueRatingToken(hash), facts),
            visit => Signed(visit.RatingToken!));

        BlindSignature Signed(RatingTokenIssued token) => new(token.Body, token.Quarter, RatingToken.For(key.Modulus, token.Body, token.Quarter).Sign(key, blinded).ToString(16));
    }
}
