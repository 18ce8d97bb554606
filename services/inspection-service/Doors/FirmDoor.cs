using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Doors;

/// <summary>The door to firms, by their credit codes: what the enterprise registry says of them, and what supervision decides about their codes.</summary>
public static class FirmDoor
{
    private const string Path = "/inspection/v1/firms", Tag = "Firms";

    /// <summary>A firm as the enterprise registry (商事登记) has it.</summary>
    /// <param name="Name">As on its licence.</param>
    /// <param name="District">GB/T 2260, six digits.</param>
    /// <param name="Street">Its street office's code.</param>
    /// <param name="Block">Its cell in the street's grid (网格).</param>
    /// <param name="Latitude">Of its premises, WGS 84.</param>
    /// <param name="Longitude">Of its premises, WGS 84.</param>
    public sealed record Registration(string Name, string District, string Street, string Block, double Latitude, double Longitude);

    /// <summary>How many planned inspections a calendar year the firm may have.</summary>
    public sealed record YearlyCap(int Cap);

    /// <summary>Maps the door.</summary>
    public static StreamDoor<Firm, FirmView> Map(IEndpointRouteBuilder routes, InspectionPolicy policy, TimeProvider clock)
    {
        FirmView View(Firm firm, Caller caller) => FirmView.Of(firm, caller, ShenzhenTime.DateOf(clock.GetUtcNow()), policy);
        var firms = new StreamDoor<Firm, FirmView>(routes, Path, Tag, Sees, View, new StreamKey("{uscc}", IdOf));

        firms.Get("inspection.read", "A firm: its code's state, how often it was inspected, what is planned there");
        firms.Post<Grounds>("rotation", "inspection.firm", "As the firm, get another code: a print was lost or misused",
            (firm, body, asked) => RotateCode.Decide(firm, new RotateCode(asked.Fresh, body.Reason)));
        firms.Post<Grounds>("suspension", "inspection.supervise", "Suspend the code", (firm, body, _) => SuspendCode.Decide(firm, new SuspendCode(body.Reason)));
        firms.Post<Nothing>("resumption", "inspection.supervise", "Let the code be valid again", (firm, _, _) => ResumeCode.Decide(firm));
        firms.Post<Grounds>("revocation", "inspection.firms.write", "The firm is deregistered", (firm, body, _) => RevokeCode.Decide(firm, new RevokeCode(body.Reason)));
        firms.Put<YearlyCap>("cap", "inspection.supervise", "Publish the firm's yearly cap", (firm, body, _) => PublishCap.Decide(firm, new PublishCap(body.Cap)));

        routes.MapPut($"{Path}/{{uscc}}", (string uscc, Registration body, HttpContext http, Commands<Firm> commands) => Register(uscc, body, http, commands, View))
            .RequireScope("inspection.firms.write").WithTags(Tag).WithSummary("Register a firm, or tell news of it; it gets its code once")
            .Produces<FirmView>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);
        return firms;
    }

    /// <summary>The stream of a firm by what stands in a path, or null.</summary>
    internal static Guid? IdOf(string uscc) => UnifiedSocialCreditCode.TryParse(uscc, out var code, out _) ? Firm.IdOf(code) : null;

    private static bool Sees(Firm firm, Caller caller) =>
        caller.Is(firm.Uscc) || caller.Body().Length > 0 || caller.Role == "enterprise-registry" || caller.Oversees(firm.Profile.District, firm.Profile.Street);

    private static async Task<IResult> Register(string uscc, Registration body, HttpContext http, Commands<Firm> firms, Func<Firm, Caller, FirmView> view)
    {
        if (!UnifiedSocialCreditCode.TryParse(uscc, out var code, out var why))
            return Problems.Field(http, "uscc", why);
        var profile = new FirmProfile(body.Name, body.District, body.Street, body.Block, new GeoPoint(body.Latitude, body.Longitude));
        var fresh = Guid.NewGuid();
        return await firms.Answer(http, Firm.IdOf(code), (firm, _) => IssueCode.Decide(firm, new IssueCode(code, fresh, profile)), firm => view(firm, Caller.Of(http.User)));
    }
}
