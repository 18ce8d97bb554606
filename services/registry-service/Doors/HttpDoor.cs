using Pengcheng.Chassis.Http;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Doors;

/// <summary>The HTTP door: <c>POST /registry/v1/notices</c>, signed in the headers as Standard Webhooks are.</summary>
public static class HttpDoor
{
    /// <summary>What a push is answered with.</summary>
    /// <param name="NoticeId">The notice.</param>
    /// <param name="Repeated">True when it had been accepted before; nothing was done then.</param>
    public sealed record Accepted(string NoticeId, bool Repeated);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/registry/v1/notices", Push)
        .RequireScope("registry.notices.write").WithTags("Notices").WithSummary("Push a notice of the land registry")
        .WithDescription("Signed with SM2 over `{webhook-id}.{webhook-timestamp}.{body}`. Once accepted (202) it is committed; the same notice again changes nothing. Needs no Idempotency-Key: webhook-id is one.")
        .Accepts<NoticeBody>("application/json").Produces<Accepted>(202)
        .ProducesProblem(400).ProducesProblem(401).ProducesProblem(409);

    private static async Task<IResult> Push(HttpContext http, NoticeDesk desk)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        string Header(string name) => http.Request.Headers[name].ToString();
        var raw = new RawNotice("http", Header("webhook-id"), Header("webhook-key-id"), Header("webhook-timestamp"), Header("webhook-signature"), buffer.ToArray());

        var receipt = await desk.Take(raw);
        return receipt.Refusal is { } refusal
            ? Problems.Result(refusal)
            : Results.Json(new Accepted(raw.NoticeId, receipt.Repeated), statusCode: 202);
    }
}
