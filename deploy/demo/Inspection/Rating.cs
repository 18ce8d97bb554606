using System.Net;

namespace Pengcheng.Demo.Inspection;

/// <summary>The firm rates the visit without its name: the token is signed blind, and the rating carries no access token.</summary>
internal static class Rating
{
    public static async Task Play(Scene scene, Visit visit)
    {
        Scene.Say("The firm rates the visit; nobody can tell that it was this firm.");
        var modulus = (await scene.Anonymously(HttpMethod.Get, "/rating-key")).GetProperty("modulus").GetString()!;
        var quarter = BlindRating.QuarterOf(await SandboxClock.Today(scene.Door));
        var blind = new BlindRating(BlindRating.Number(modulus), visit.Lead.Code, quarter);

        var issued = await scene.Post(scene.Players.Firm, $"{visit.Path}/rating-token", new { blinded = blind.Blinded });
        Scene.Require(issued.Is("body", visit.Lead.Code) && issued.Is("quarter", quarter), $"The token is for another body or quarter: {issued}");
        var signature = blind.Unblind(issued.GetProperty("signature").GetString()!);
        Scene.Require(blind.IsGenuine(signature), $"The token's signature is not that of the serial: {issued}");

        await scene.Anonymously(HttpMethod.Post, "/ratings", Stars(4));
        await scene.AnonymouslyRefused("/ratings", Stars(1), HttpStatusCode.Conflict, "inspection.rating-token-spent");
        foreach (var (who, status) in new[] { (scene.Players.Firm, "rated"), (visit.Lead.Officer, "enterprise-acknowledged"), (scene.Players.Supervisor, "enterprise-acknowledged") })
        {
            var seen = await scene.Get(who, visit.Path);
            Scene.Require(seen.Is("status", status), $"{who} should see the visit as {status}: {seen}");
        }

        object Stars(int stars) => new { serial = blind.Serial, signature, body = visit.Lead.Code, quarter, stars };
    }
}
