namespace Pengcheng.Inspection.Ratings;

/// <summary>Somebody whom this body visited in this quarter has rated it. Nobody knows who.</summary>
/// <param name="Stars">1 to 5.</param>
[EventName("inspection.visit-rated.v1")]
public sealed record VisitRated(string Body, string Quarter, int Stars);

/// <summary>One rating: a stream of its own under the token's serial, which makes it the only one.</summary>
public sealed record Rating(string Body, string Quarter, int Stars) : IState<Rating>
{
    /// <summary>The stream of a token's serial.</summary>
    public static Guid IdOf(string serial) => DerivedId.From($"rating/{serial}");

    /// <inheritdoc/>
    public static Rating Evolve(Rating? state, object @event) => @event switch
    {
        VisitRated e => new Rating(e.Body, e.Quarter, e.Stars),
        _ => throw new UnknownEventException(typeof(Rating), @event),
    };
}

/// <summary>A rating, given without a name.</summary>
/// <param name="Serial">Chosen by the app at random, 32 hex digits.</param>
public sealed record RateVisit(string Serial, string Body, string Quarter, int Stars)
{
    /// <summary>Why no token can be for this, or null: anybody may send anything, and it is found out before the signature is computed with.</summary>
    public Refusal? Refuse() =>
        Texts.Refuse("serial", Serial, 64) ?? Bodies.Body.Refuse(Body)
        ?? (!RatingToken.IsQuarter(Quarter) ? InspectionErrors.QuarterInvalid.With(("example", RatingToken.QuarterOf(new DateOnly(2025, 1, 1)))) : null)
        ?? (Stars is < 1 or > 5 ? InspectionErrors.StarsInvalid.With() : null);

    /// <summary>With a genuine token, once; the same again is the same rating, whose answer was lost.</summary>
    public static Decision Decide(Rating? rating, RateVisit command, bool isGenuine) =>
        command.Refuse() is { } refusal ? refusal
        : !isGenuine ? InspectionErrors.TokenForged.With(("body", command.Body), ("quarter", command.Quarter))
        : rating is not null ? rating.Stars == command.Stars ? Decision.Nothing : InspectionErrors.TokenSpent
        : Decision.Accept(new VisitRated(command.Body, command.Quarter, command.Stars));
}

/// <summary>What is shown of a body's ratings.</summary>
/// <param name="Average">In tenths of a star.</param>
public sealed record RatingSummary(string Body, string Quarter, int Count, int Average)
{
    /// <summary>Nothing as long as there are too few to hide among.</summary>
    public static RatingSummary? Of(string body, string quarter, IReadOnlyCollection<int> stars, InspectionPolicy policy) =>
        stars.Count < policy.FewestRatings ? null : new RatingSummary(body, quarter, stars.Count, stars.Sum() * 10 / stars.Count);
}
