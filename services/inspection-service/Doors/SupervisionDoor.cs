using System.Text;
using Npgsql;
using Pengcheng.Inspection.Supervision;

namespace Pengcheng.Inspection.Doors;

/// <summary>The supervision body's figures, by month, district, street, body and item: to read, and to take away as CSV.</summary>
public static class SupervisionDoor
{
    /// <summary>Figures of one cell; those that are not named are zero. <c>*</c> stands for all.</summary>
    /// <param name="Values">By measure, e.g. <c>joint-inspections</c>.</param>
    public sealed record FigureLine(string Month, string District, string Street, string Body, string Item, IReadOnlyDictionary<string, int> Values);

    /// <summary>The figures.</summary>
    public sealed record FigureTableView(IReadOnlyList<FigureLine> Rows);

    /// <summary>Which of them; what is not given is not filtered by.</summary>
    /// <param name="From">The first month, <c>yyyy-MM</c>.</param>
    /// <param name="To">The last month, <c>yyyy-MM</c>.</param>
    public sealed record Filter(string? From = null, string? To = null, string? District = null, string? Street = null, string? Body = null, string? Item = null);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var figures = routes.MapGroup("/inspection/v1").RequireScope("inspection.supervise").WithTags("Supervision");
        figures.MapGet("/figures", (HttpContext http, NpgsqlDataSource database, [AsParameters] Filter filter) =>
                Show(http, database, filter, rows => Results.Ok(new FigureTableView([.. rows.Select(Line)]))))
            .WithSummary("Figures by month, district, street, body and item").Produces<FigureTableView>();
        figures.MapGet("/figures.csv", (HttpContext http, NpgsqlDataSource database, [AsParameters] Filter filter) =>
                Show(http, database, filter, rows => Results.File(Encoding.UTF8.GetBytes(FigureTable.ToCsv(rows)), "text/csv", "inspection-figures.csv")))
            .WithSummary("The same as CSV, for spreadsheets").Produces(200, contentType: "text/csv");
    }

    private static async Task<IResult> Show(HttpContext http, NpgsqlDataSource database, Filter filter, Func<ImmutableList<FigureRow>, IResult> show)
    {
        foreach (var (name, month) in new[] { ("from", filter.From), ("to", filter.To) })
            if (month is not null && !DateOnly.TryParseExact(month, "yyyy-MM", out _)) return Problems.Result(ChassisErrors.Invalid, new FieldError(name, "shape", "yyyy-MM"));
        var caller = Caller.Of(http.User);
        if (caller is not ({ Role: Who.Operator } or { Role: Who.Supervisor, Organisation: not null })) return Problems.Result(ChassisErrors.NotFound);
        // A district's supervision reads its own district.
        var own = caller is { Role: Who.Supervisor, Organisation: not Who.City } ? caller.Organisation : null;

        var changes = await database.Read("""
            select district, street, body, item, month, measure, sum(change)::int from figure_changes
            where ($1::text is null or month >= $1) and ($2::text is null or month <= $2) and ($3::text is null or district = $3) and ($4::text is null or district = $4)
              and ($5::text is null or street = $5) and ($6::text is null or body = $6) and ($7::text is null or item = $7)
            group by district, street, body, item, month, measure
            """, [filter.From, filter.To, own, filter.District, filter.Street, filter.Body, filter.Item],
            row => new FigureChange(new FigureKey(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4)), row.Word<Measure>(5), row.GetInt32(6)), http.RequestAborted);
        return show(FigureTable.Of(changes));
    }

    private static FigureLine Line(FigureRow row) => new(
        row.Key.Month, row.Key.District, row.Key.Street, row.Key.Body, row.Key.Item, row.Values.Where(value => value.Value != 0).ToDictionary(value => EnumWords.Of(value.Key), value => value.Value));
}
