using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Doors;

/// <summary>What the officers' system says of certificates (行政执法证).</summary>
public static class OfficerDoor
{
    private const string Path = "/inspection/v1/officers", Tag = "Officers";

    /// <summary>A certificate.</summary>
    /// <param name="Body">For which body its holder may act.</param>
    public sealed record Certificate(string Body, DateOnly ValidFrom, DateOnly ValidUntil);

    /// <summary>A certificate as it is kept.</summary>
    public sealed record OfficerView(string CertificateNo, string Body, DateOnly ValidFrom, DateOnly ValidUntil, bool IsSuspended);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var officers = new StreamDoor<Officer, OfficerView>(routes, Path, Tag, (_, _) => true, (officer, _) => View(officer), new StreamKey("{certificateNo}", no => Officer.IdOf(no)));
        officers.Get("inspection.supervise", "A certificate");
        officers.Post<Grounds>("suspension", "inspection.officers.write", "Withdraw a certificate", (officer, body, _) => SuspendCertificate.Decide(officer, new SuspendCertificate(body.Reason)));
        routes.MapPut($"{Path}/{{certificateNo}}", (string certificateNo, Certificate body, HttpContext http, Commands<Officer> commands) => commands.Answer(http, Officer.IdOf(certificateNo),
                (officer, _) => CertifyOfficer.Decide(officer, new CertifyOfficer(certificateNo, body.Body, body.ValidFrom, body.ValidUntil)), View))
            .RequireScope("inspection.officers.write").WithTags(Tag).WithSummary("Certify an officer, or renew a certificate").Produces<OfficerView>().ProducesProblem(400).ProducesProblem(422);
    }

    private static OfficerView View(Officer officer) => new(officer.CertificateNo, officer.Body, officer.ValidFrom, officer.ValidUntil, officer.IsSuspended);
}
