using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Plans;

namespace Pengcheng.Inspection.Doors;

/// <summary>The door to firms, by their credit codes: what the enterprise registry says of them, and what supervision decides about their codes.</summary>
public static class FirmDoor
{
    /// <summary>Maps the door.</summary>
    public static StreamDoor<Firm, FirmView> Map(IEndpointRouteBuilder routes, InspectionPolicy policy, TimeProvider clock)
    {
        FirmView View(Firm firm, Caller caller) => FirmView.Of(firm, caller, ShenzhenTime.DateOf(clock.GetUtcNow()), policy);
        var firms = new StreamDoor<Firm, FirmView>(routes, "/inspection/v1/firms", "Firms", Sees, View, StreamKey.Name<UnifiedSocialCreditCode>("uscc", Firm.IdOf));

        firms.Put<FirmProfile>("inspection.firms.write", "Register a firm, or tell news of it; it gets its code once",
            (firm, body, asked) => IssueCode.Decide(firm, new IssueCode(asked.Route<UnifiedSocialCreditCode>("uscc")!, asked.Fresh, body, asked.Facts.Now)));
        firms.Get("inspection.read", "A firm: its code's state, how often it was inspected, what is planned there");
        firms.Post<Grounds>("rotation", "inspection.firm", "As the firm, get another code: a print was lost or misused",
            (firm, body, asked) => RotateCode.Decide(firm, new RotateCode(asked.Fresh, body.Reason)));
        firms.Post<SuspendCode>("suspension", "inspection.supervise", "Suspend the code", SuspendCode.Decide);
        firms.Post<Nothing>("resumption", "inspection.supervise", "Let the code be valid again", (firm, _, _) => ResumeCode.Decide(firm));
        firms.Post<RevokeCode>("revocation", "inspection.firms.write", "The firm is deregistered", RevokeCode.Decide);
        firms.Put<PublishCap>("cap", "inspection.supervise", "Publish the firm's yearly cap", (firm, command, _) => PublishCap.Decide(firm, command));
        return firms;
    }

    private static bool Sees(Firm firm, Caller caller) =>
        caller.Is(firm.Uscc) || caller.Body().Length > 0 || caller.Role == "enterprise-registry" || caller.Oversees(firm.Profile.District, firm.Profile.Street);
}
