using Pengcheng.Contracts.Identifiers;
using Pengcheng.Sandbox.Deliveries;
using Pengcheng.Sandbox.Identity;

namespace Pengcheng.Sandbox.Inspection;

/// <summary><c>/sandbox/enterprises</c> and <c>/sandbox/officers</c>: play the offices that inspection-service hears from.</summary>
public static class InspectionEndpoints
{
    private const int MostRecords = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds the endpoints.</summary>
    public static void MapInspection(this IEndpointRouteBuilder routes)
    {
        MapEnterprises(routes.MapGroup("/sandbox/enterprises").WithTags("Enterprise registry"));
        MapOfficers(routes.MapGroup("/sandbox/officers").WithTags("Officers' system"));
    }

    private static void MapEnterprises(RouteGroupBuilder enterprises)
    {
        enterprises.MapPost("", async (RegisterEnterprise enterprise, EnterpriseRegistry registry, Outgoing outgoing, CancellationToken stop) =>
                !UnifiedSocialCreditCode.TryParse(enterprise.Uscc, out var uscc, out var why) ? Problems.Invalid(why.English, why.Chinese)
                : await registry.Register(enterprise with { Uscc = uscc.ToString() }) is { } delivery ? await Told(outgoing, [delivery], stop)
                : Problems.Of(409, "enterprise.deregistered", "The enterprise was struck off; its code is never given again.", "该商事主体已注销，其代码不再使用。"))
            .WithSummary("Enters an enterprise or a change of one, and tells the platform; answers how it took it.").ProducesProblem(400).ProducesProblem(409);

        enterprises.MapPost("/{uscc}/deregistration", async (string uscc, Because because, EnterpriseRegistry registry, Outgoing outgoing, CancellationToken stop) =>
                await registry.Deregister(uscc, because.Reason) is { } delivery ? await Told(outgoing, [delivery], stop) : EnterpriseNotFound())
            .WithSummary("Strikes an enterprise off, and tells the platform.").ProducesProblem(404);

        enterprises.MapGet("/{uscc}", async (string uscc, EnterpriseRegistry registry) =>
                await registry.Find(uscc) is { } enterprise ? Results.Ok(enterprise) : EnterpriseNotFound())
            .WithSummary("An enterprise.").Produces<Enterprise>().ProducesProblem(404);
    }

    private static void MapOfficers(RouteGroupBuilder officers)
    {
        officers.MapPost("", async (CertifyOfficer officer, OfficersSystem system, Outgoing outgoing, CancellationToken stop) =>
                WhyNot($"officer-{officer.CertificateNo}@{officer.Body}") ?? await Told(outgoing, [await system.Certify(officer)], stop))
            .WithSummary("Issues or renews an officer's certificate, and tells the platform; answers how it took it.").ProducesProblem(400);

        officers.MapPost("/{certificateNo}/suspension", async (string certificateNo, Because because, OfficersSystem system, Outgoing outgoing, CancellationToken stop) =>
                await system.Suspend(certificateNo, because.Reason) is { } delivery ? await Told(outgoing, [delivery], stop) : CertificateNotFound())
            .WithSummary("Suspends a certificate, and tells the platform.").ProducesProblem(404);

        officers.MapGet("/{certificateNo}", async (string certificateNo, OfficersSystem system) =>
                await system.Find(certificateNo) is { } certificate ? Results.Ok(certificate) : CertificateNotFound())
            .WithSummary("A certificate.").Produces<OfficerCertificate>().ProducesProblem(404);

        officers.MapPost("/backlog", async (UploadBacklog backlog, OfficersSystem system, Outgoing outgoing, CancellationToken stop) =>
                backlog.Records.Count is 0 or > MostRecords ? Problems.Invalid($"Between 1 and {MostRecords} records.", $"记录数须在 1 与 {MostRecords} 之间。")
                : backlog.Records.Select(record => WhyNot(OfficersSystem.OfficerOf(record))).FirstOrDefault(problem => problem is not null)
                    ?? await Told(outgoing, await system.Upload(backlog.Records), stop))
            .WithSummary("Uploads offline records as officers of their bodies; a record that was uploaded before goes out again.").ProducesProblem(400);
    }

    private static async Task<IResult> Told(Outgoing outgoing, IReadOnlyCollection<long> ids, CancellationToken stop)
    {
        var deliveries = await outgoing.WaitFor(ids, Patience, stop);
        var answer = new
        {
            deliveries = deliveries.Select(sent => new { sent.Id, sent.Key, sent.Status, sent.Attempts, HttpStatus = sent.LastStatus, Answer = sent.LastAnswer }),
        };
        return deliveries.Exists(sent => sent.Status == "pending") ? Results.Accepted(value: answer) : Results.Ok(answer);
    }

    // Whoever cannot sign in cannot upload either.
    private static IResult? WhyNot(string officer) => People.Find(People.StaffApp, officer, out var why) is null
        ? Problems.Invalid($"{officer}: {why}", $"{officer}：证件号为 1 至 40 位、单位代码为 4 至 40 位字母、数字或连字符。") : null;

    private static IResult EnterpriseNotFound() => Problems.Of(404, "enterprise.not-found", "There is no open enterprise of this code.", "没有该代码的存续商事主体。");

    private static IResult CertificateNotFound() => Problems.Of(404, "officer.not-found", "There is no valid certificate of this number.", "没有该编号的有效执法证。");
}
