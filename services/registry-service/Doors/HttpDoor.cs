using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
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
        .ProducesProblem(400).ProducesProblem(401).ProducesProblem(409)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters = [.. operation.Parameters ?? [], .. Signed.Select(header => new OpenApiParameter
            {
                Name = header.Name, In = ParameterLocation.Header, Required = true, Description = header.Meaning, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            })];
            return Task.CompletedTask;
        });

    private static readonly (string Name, string Meaning)[] Signed =
    [
        ("webhook-id", "The notice's id; the same in each delivery."),
        ("webhook-timestamp", "When it was signed: Unix seconds, at most 5 minutes from now."),
        ("webhook-key-id", "Under which of the registry's keys."),
        ("webhook-signature", "`sm2,` and the signature: DER in base64. Several, separated by spaces, during a change of keys."),
    ];

    private static async Task<IResult> Push(HttpContext http, NoticeDesk desk)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        string Header(string name) => http.Request.Headers[name].ToString();
        var raw = new RawNotice(RawNotice.Http, Header("webhook-id"), Header("webhook-key-id"), Header("webhook-timestamp"), Header("webhook-signature"), buffer.ToArray());

        var receipt = await desk.Take(raw);
        return receipt.Refusal is { } refusal
            ? Problems.Result(refusal, FieldsOf(refusal))
            : Results.Json(new Accepted(raw.NoticeId, receipt.Repeated), statusCode: 202);
    }

    private static FieldError[] FieldsOf(Refusal refusal) =>
        refusal.Values.TryGetValue("field", out var field) || refusal.Values.TryGetValue("header", out field)
            ? [new FieldError(field, refusal.Error.Code, refusal.Values.GetValueOrDefault("reason", "missing or malformed"))]
            : [];
}
