using System.Net;
using System.Text.Json;

namespace Pengcheng.Demo.Inspection;

/// <summary>What happens at the door: the firm shows its code, and officers scan it.</summary>
internal static class Scans
{
    /// <summary>Officers scan the code that the firm's app shows at this moment.</summary>
    public static async Task<JsonElement> Code(Scene scene, Body body) => await scene.Post(body.Officer, "/scans", new
    {
        token = await Token(scene),
        method = "code",
        officers = body.Certificates,
        place = scene.Players.Place,
    });

    /// <summary>A scan shows the firm's profile, plans and history before anybody goes in.</summary>
    public static async Task Read(Scene scene, Body body, Visit visit)
    {
        var card = await scene.Post(body.Officer, "/codes/reading", new { token = await Token(scene) });
        Scene.Require(card.GetProperty("uscc").GetString() == scene.Players.Uscc, $"The code leads to another firm: {card}");
        Scene.Require(card.List("planned").Any(planned => planned.GetProperty("visitId").GetGuid() == visit.Id), $"The card does not show the visit: {card}");
    }

    /// <summary>A body that has no plan is turned away.</summary>
    public static async Task TurnAway(Scene scene, Body body) => await scene.Refused(body.Officer, "/scans", new
    {
        token = await Token(scene),
        method = "code",
        officers = body.Certificates,
        place = scene.Players.Place,
        kind = "enforcement",
        cause = "planned",
        items = body.Items,
    }, HttpStatusCode.Conflict, "inspection.not-announced");

    /// <summary>The code as a picture, for the firm's screen and for its door.</summary>
    public static async Task Pictures(Scene scene)
    {
        var (type, png) = await scene.Download(scene.Players.Firm, $"{scene.Firm}/code.png?kind=rotating");
        Scene.Require(type == "image/png" && png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']), $"The code is no PNG but {type}.");
        (type, _) = await scene.Download(scene.Players.Firm, $"{scene.Firm}/code.svg?kind=static");
        Scene.Require(type == "image/svg+xml", $"The printed code is no SVG but {type}.");
    }

    private static async Task<string> Token(Scene scene) => (await scene.Get(scene.Players.Firm, $"{scene.Firm}/code")).GetProperty("token").GetString()!;
}
