using Pengcheng.Chassis.Crypto;
using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Firms;
using Pengcheng.Inspection.Visits;
using Pengcheng.Inspection.Work;

namespace Pengcheng.Inspection.Doors;

/// <summary>The firm shows its code: as a token, and as a picture for a screen or a print. An officer reads it.</summary>
public static class CodeDoor
{
    /// <summary>The code to show now.</summary>
    /// <param name="Token">What the QR code holds.</param>
    /// <param name="ExpiresAt">When the next one must be fetched.</param>
    /// <param name="Seconds">How long one lives.</param>
    public sealed record ShownCode(string Token, DateTimeOffset ExpiresAt, int Seconds);

    /// <summary>A token that was scanned.</summary>
    public sealed record ScannedToken(string Token);

    /// <summary>Which of the two codes.</summary>
    public enum CodeKind
    {
        /// <summary>For the app: for a minute.</summary>
        Rotating,

        /// <summary>For the wall: as long as the code is not changed, and counting only close to the firm.</summary>
        Static,
    }

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Firm, FirmView> firms, InspectionPolicy policy)
    {
        var code = routes.MapGroup("/inspection/v1/firms/{uscc}").RequireScope("inspection.firm").WithTags("Codes").ProducesProblem(404).ProducesProblem(409);
        code.MapGet("/code", (HttpContext http, Commands<Firm> commands, TokenKeyRing keys, TimeProvider clock) => Own(http, commands, firms, CodeKind.Rotating, keys, clock,
                (token, now) => Results.Ok(new ShownCode(token, now + policy.CodeLife, (int)policy.CodeLife.TotalSeconds))))
            .WithSummary("The code to show now").Produces<ShownCode>();
        code.MapGet("/code.svg", (HttpContext http, Commands<Firm> commands, TokenKeyRing keys, TimeProvider clock, string? kind = null) =>
                Picture(http, commands, firms, kind, keys, clock, token => Results.Text(QrCode.Svg(token), "image/svg+xml")))
            .WithSummary("The code as a QR picture: kind=rotating (for the screen) or kind=static (for print)").Produces(200, contentType: "image/svg+xml");
        code.MapGet("/code.png", (HttpContext http, Commands<Firm> commands, TokenKeyRing keys, TimeProvider clock, string? kind = null) =>
                Picture(http, commands, firms, kind, keys, clock, token => Results.Bytes(QrCode.Png(token), "image/png")))
            .WithSummary("The same as a PNG").Produces(200, contentType: "image/png");

        routes.MapPost("/inspection/v1/codes/reading", Read).RequireScope("inspection.scan").WithTags("Codes")
            .WithSummary("What a scanned code says: the firm with its plans and history. Enters nothing").Produces<FirmView>().ProducesProblem(409).ProducesProblem(422);

        async Task<IResult> Read(ScannedToken body, HttpContext http, Doorstep doorstep)
        {
            var (firm, _, refusal) = await doorstep.Firm(body.Token, null, null, http.RequestAborted);
            return firm is null ? Problems.Result(refusal!) : Results.Ok(firms.View(firm, Caller.Of(http.User)));
        }
    }

    private static Task<IResult> Picture(
        HttpContext http, Commands<Firm> commands, StreamDoor<Firm, FirmView> firms, string? asked, TokenKeyRing keys, TimeProvider clock, Func<string, IResult> draw)
    {
        var kind = CodeKind.Rotating;
        return asked is not null && !EnumWords.TryParse(asked, out kind, out var why)
            ? Task.FromResult(Problems.Field(http, "kind", why))
            : Own(http, commands, firms, kind, keys, clock, (token, _) => draw(token));
    }

    // Only the firm itself shows its code.
    private static Task<IResult> Own(
        HttpContext http, Commands<Firm> commands, StreamDoor<Firm, FirmView> firms, CodeKind kind, TokenKeyRing keys, TimeProvider clock, Func<string, DateTimeOffset, IResult> show) =>
        firms.Seen(http, commands, (firm, caller) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            var now = clock.GetUtcNow();
            return Task.FromResult(
                !caller.Is(firm.Uscc) ? Problems.Result(ChassisErrors.NotFound)
                : Doorstep.RefuseCode(firm) is { } refusal ? Problems.Result(refusal)
                : show(kind == CodeKind.Static ? CodeToken.Static(keys.Newest, firm.Code.CodeId, now) : CodeToken.Rotating(keys.Newest, firm.Code.CodeId, now), now));
        });
}
