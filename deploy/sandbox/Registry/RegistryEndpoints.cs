using Pengcheng.Sandbox.Deliveries;

namespace Pengcheng.Sandbox.Registry;

/// <summary><c>/sandbox/registry</c>: plays the registration centre.</summary>
public static class RegistryEndpoints
{
    private const int MostCopies = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds the endpoints.</summary>
    public static void MapRegistry(this IEndpointRouteBuilder routes)
    {
        var registry = routes.MapGroup("/sandbox/registry").WithTags("Registry");

        registry.MapPost("/applications", async (Application application, Applications applications) => await applications.Accept(application)
                ? Results.Created($"/sandbox/registry/applications/{application.AcceptanceNo}", application)
                : Problems.Of(409, "registry.application-exists", "There is a case of this acceptance number.", "该受理编号已存在。"))
            .WithSummary("Accepts a case for registration.").Produces<Application>(201).ProducesProblem(409);

        registry.MapPost("/applications/{acceptanceNo}/complete", async (
            string acceptanceNo, CompleteApplication completion, Applications applications, NoticeDesk desk, Outgoing outgoing, CancellationToken stop) =>
        {
            if (WhyNot(completion.Channel, completion.Duplicates) is { } problem) return problem;
            if (await applications.Find(acceptanceNo) is not { } application) return NotFound();
            return await desk.Complete(application, completion) is { } deliveries
                ? Pushed(await outgoing.WaitFor(deliveries, Patience, stop))
                : Problems.Invalid("order is made of transfer, cancellation[:proofNo] and mortgage[:bank] that the case has.", "order 须由案件中的 transfer、cancellation[:证明号]、mortgage[:联行号] 组成。");
        }).WithSummary("Registration is done: pushes the notices in the order given, each as often as `duplicates` says.").ProducesProblem(400).ProducesProblem(404);

        registry.MapPost("/applications/{acceptanceNo}/reject", async (
            string acceptanceNo, RejectApplication rejection, Applications applications, NoticeDesk desk, Outgoing outgoing, CancellationToken stop) =>
        {
            if (WhyNot(rejection.Channel, 1) is { } problem) return problem;
            if (await applications.Find(acceptanceNo) is not { } application) return NotFound();
            var (_, deliveries) = await desk.Write(new PushNotice("registration-rejected", application.UnitNo, acceptanceNo, Reason: rejection.Reason, Channel: rejection.Channel));
            return Pushed(await outgoing.WaitFor(deliveries, Patience, stop));
        }).WithSummary("Registration is rejected: pushes the notice.").ProducesProblem(404);

        registry.MapPost("/notices", async (PushNotice push, NoticeDesk desk, NoticeSigner signer, Outgoing outgoing, CancellationToken stop) =>
        {
            if (WhyNot(push.Channel, push.Copies) is { } problem) return problem;
            if (!signer.Has(push.KeyId)) return Problems.Invalid($"The registry has no key {push.KeyId}.", $"登记中心没有密钥 {push.KeyId}。");
            var (_, deliveries) = await desk.Write(push);
            return Pushed(await outgoing.WaitFor(deliveries, Patience, stop));
        }).WithSummary("Pushes any notice, also a repeated, badly signed or old one; answers how the platform took it.").ProducesProblem(400);
    }

    private static IResult Pushed(List<Delivery> deliveries)
    {
        var answer = new
        {
            deliveries = deliveries.Select(sent => new
            {
                sent.Id,
                NoticeId = sent.Key,
                sent.Status,
                Kind = Json.Read<Notice>(sent.Body).Kind,
                sent.Attempts,
                HttpStatus = sent.LastStatus,
                Answer = sent.LastAnswer,
            }),
        };
        return deliveries.Exists(sent => sent.Status == "pending") ? Results.Accepted(value: answer) : Results.Ok(answer);
    }

    private static IResult? WhyNot(string channel, int copies)
        => channel is not ("http" or "amqp") ? Problems.Invalid("channel is http or amqp.", "channel 须为 http 或 amqp。")
            : copies is < 1 or > MostCopies ? Problems.Invalid($"Between 1 and {MostCopies} copies.", $"份数须在 1 与 {MostCopies} 之间。")
            : null;

    private static IResult NotFound() => Problems.Of(404, "registry.application-not-found", "There is no case of this acceptance number.", "没有该受理编号的案件。");
}
