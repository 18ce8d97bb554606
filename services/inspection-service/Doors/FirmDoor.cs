using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Doors;

/// <summary>The door to firms, by their credit codes: what the enterprise registry says of them, and what supervision decides about their codes.</summary>
public static class FirmDoor
{
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
        var firms = new StreamDoor<Firm, FirmView>(routes, "/inspection/v1/firms", "Firms", Sees, View, StreamKey.Name<UnifiedSocialCreditCode>("uscc", Firm.IdOf));

        firms.Put<Registration>("inspection.firms.write", "Register a firm, or tell news of it; it gets its code once", (firm, body, asked) => IssueCode.Decide(firm, new IssueCode(
            asked.Route<UnifiedSocialCreditCode>("uscc")!, asked.Fresh, new FirmProfile(body.Name, body.District, body.Street, body.Block, new GeoPoint(body.Latitude, body.Longitude)))));
        firms.Get("inspection.read", "A firm: its code's state, how often it was inspected, what is planned there");
        firms.Post<Grounds>("rotation", "inspection.firm", "As the firm, get another code: a print was lost or misused",
            (firm, body, asked) => RotateCode.Decide(firm, new RotateCode(asked.Fresh, body.Reason)));
        firms.Post<Grounds>("suspension", "inspection.supervise", "Suspend the code", (firm, body, _) => SuspendCode.Decide(firm, new SuspendCode(body.Reason)));
        firms.Post<Nothing>("resumption", "inspection.supervise", "Let the code be valid again", (firm, _, _) => ResumeCode.Decide(firm));
        firms.Post<Grounds>("revocation", "inspection.firms.write", "The firm is deregistered", (firm, body, _) => RevokeCode.Decide(firm, new RevokeCode(body.Reason)));
        firms.Put<YearlyCap>("cap", "inspection.supervise", "Publish the firm's yearly cap", (firm, body, _) => PublishCap.Decide(firm, new PublishCap(body.Cap)));

        return firms;
    }

    private static bool Sees(Firm firm, Caller caller) =>
        caller.Is(firm.Uscc) || caller.Body().Length > 0 || caller.Role == "enterprise-registry" || caller.Oversees(firm.Profile.District, firm.Profile.Street);
}
