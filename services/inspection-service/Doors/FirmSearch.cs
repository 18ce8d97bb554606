using Npgsql;

namespace Pengcheng.Inspection.Doors;

/// <summary>How an officer finds a firm that shows neither code nor licence: by its name. Whoever knows its credit code asks for the firm itself.</summary>
public static class FirmSearch
{
    private const int FewestCharacters = 2, MostCharacters = 100, MostFirms = 20;

    private static readonly Reason WrongLength = new("firm-search.length",
        $"A part of a name has {FewestCharacters} to {MostCharacters} characters.", $"名称片段须为 {FewestCharacters} 至 {MostCharacters} 个字符。");

    /// <summary>A firm that has this in its name.</summary>
    public sealed record FoundFirm(string Uscc, string Name, string District, string Street);

    /// <summary>What was found.</summary>
    /// <param name="Firms">Those with the shortest names, twenty at most: whoever finds so many says more of the name.</param>
    public sealed record Found(IReadOnlyList<FoundFirm> Firms);

    /// <summary>Maps the search.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/inspection/v1/firm-search", Find).RequireScope("inspection.scan").WithTags("Firms")
            .WithSummary("As an officer, find a firm by two characters or more of its name").Produces<Found>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> Find(string name, HttpContext http, NpgsqlDataSource database)
    {
        if (Caller.Of(http.User).Body().Length == 0) return Problems.Result(ChassisErrors.NotFound);
        var part = name.Trim();
        if (part.Length is < FewestCharacters or > MostCharacters) return Problems.Field(http, "name", WrongLength);
        return Results.Ok(new Found(await database.Read<FoundFirm>(
            "select uscc, name, district, street from firms where name ilike $1 order by length(name), uscc limit $2", [$"%{Literal(part)}%", MostFirms], http.RequestAborted)));
    }

    // What stands for anything in a pattern stands for itself in a name.
    private static string Literal(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
