using Npgsql;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Inspection.Ratings;

namespace Pengcheng.Inspection.Doors;

/// <summary>Ratings come without a token of identity: the signed serial is all that is asked for, and all that is kept is stars.</summary>
public static class RatingDoor
{
    /// <summary>The key that hidden serials are signed with.</summary>
    /// <param name="Scheme">How the exponent and the hidden number are made.</param>
    /// <param name="Modulus">In hex.</param>
    public sealed record PublicKey(string Scheme, string Modulus);

    /// <summary>A rating.</summary>
    /// <param name="Serial">Chosen by the app at random, e.g. 32 hex digits.</param>
    /// <param name="Signature">The unblinded signature, in hex.</param>
    /// <param name="Body">Which body.</param>
    /// <param name="Quarter">As in the signature's answer.</param>
    /// <param name="Stars">1 to 5.</param>
    public sealed record GivenRating(string Serial, string Signature, string Body, string Quarter, int Stars);

    /// <summary>A rating as it is kept.</summary>
    public sealed record Kept(string Body, string Quarter, int Stars);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, InspectionPolicy policy, BlindKey key)
    {
        var ratings = routes.MapGroup("/inspection/v1").WithTags("Ratings");
        ratings.MapGet("/rating-key", () => new PublicKey(RatingToken.Scheme, key.Modulus.ToString(16))).AllowAnonymous().WithSummary("The public key of rating tokens").Produces<PublicKey>();
        ratings.MapPost("/ratings", (GivenRating body, Commands<Rating> commands) => Rate(body, commands, key))
            .AllowAnonymous().WithoutIdempotencyKey()
            .WithSummary("Rate a body, without a name: serial and signature are enough, and the same again changes nothing").Produces<Kept>().ProducesProblem(409).ProducesProblem(422);
        ratings.MapGet("/bodies/{body}/ratings", (string body, string quarter, HttpContext http, NpgsqlDataSource database) => Summary(body, quarter, http, database, policy))
            .RequireScope("inspection.supervise").WithSummary("A body's ratings of a quarter; 204 as long as there are too few to hide among").Produces<RatingSummary>().Produces(204);
    }

    private static async Task<IResult> Rate(GivenRating body, Commands<Rating> ratings, BlindKey key)
    {
        var rate = new RateVisit(body.Serial, body.Body, body.Quarter, body.Stars);
        if (rate.Refuse() is { } impossible) return Problems.Result(impossible);
        // Computed here: a decision holds up those of others.
        var isGenuine = key.Read(body.Signature) is { } signature && RatingToken.For(key.Modulus, rate.Body, rate.Quarter).IsGenuine(rate.Serial, signature);
        // Whoever sent a token of identity along is not asked and not kept: the actor is nobody, and no trace leads to the request.
        var outcome = await ratings.Run(Rating.IdOf(rate.Serial), new Trigger.Anonymous(), (rating, _) => RateVisit.Decide(rating, rate, isGenuine));
        return outcome.Refusal is { } refusal ? Problems.Result(refusal) : Results.Ok(new Kept(rate.Body, rate.Quarter, rate.Stars));
    }

    private static async Task<IResult> Summary(string body, string quarter, HttpContext http, NpgsqlDataSource database, InspectionPolicy policy)
    {
        var stars = await database.Read("select stars from ratings where body = $1 and quarter = $2", [body, quarter], row => row.GetInt32(0), http.RequestAborted);
        return RatingSummary.Of(body, quarter, stars, policy) is { } summary ? Results.Ok(summary) : Results.NoContent();
    }
}
