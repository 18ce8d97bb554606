using Pengcheng.Inspection.Officers;

namespace Pengcheng.Inspection.Doors;

/// <summary>What the officers' system says of certificates (行政执法证).</summary>
public static class OfficerDoor
{
    private const string Write = "inspection.officers.write";

    /// <summary>A certificate.</summary>
    /// <param name="Body">For which body its holder may act.</param>
    public sealed record Certificate(string Body, DateOnly ValidFrom, DateOnly ValidUntil);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var officers = new StreamDoor<Officer, Officer>(routes, "/inspection/v1/officers", "Officers", (_, _) => true, (officer, _) => officer, StreamKey.Name("certificateNo", Officer.IdOf));
        officers.Put<Certificate>(Write, "Certify an officer, or renew a certificate",
            (officer, body, asked) => CertifyOfficer.Decide(officer, new CertifyOfficer(asked.Route("certificateNo"), body.Body, body.ValidFrom, body.ValidUntil), asked.Facts));
        officers.Get("inspection.supervise", "A certificate, and on which days it held");
        officers.Post<SuspendCertificate>("suspension", Write, "Withdraw a certificate", (officer, command, asked) => SuspendCertificate.Decide(officer, command, asked.Facts));
    }
}
