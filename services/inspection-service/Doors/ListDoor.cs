using Pengcheng.Inspection.Bodies;
using Pengcheng.Inspection.Codes;
using Pengcheng.Inspection.Complaints;
using Pengcheng.Inspection.Visits;

namespace Pengcheng.Inspection.Doors;

/// <summary>The lists: firms, visits, complaints, suspicions. Each caller finds what is his to see.</summary>
public static class ListDoor
{
    /// <summary>A firm in a list.</summary>
    /// <param name="Waiting">Plans that wait for their day.</param>
    public sealed record FirmLine(string Uscc, string Name, string District, string Street, string Block, CodeStatus Status, int LastTwelveMonths, int ThisYear, int Burden, int Waiting);

    /// <summary>A visit in a list.</summary>
    public sealed record VisitLine(Guid VisitId, string Uscc, string Street, string[] Bodies, EntryKind Kind, VisitStatus Status, DateOnly Day);

    /// <summary>A complaint in a list.</summary>
    public sealed record ComplaintLine(Guid ComplaintId, string Uscc, string District, string Body, ComplaintKind Kind, SupervisionLevel Level, ComplaintStatus Status, DateOnly? Due, bool IsOverdue);

    /// <summary>A suspicion or a violation in a list.</summary>
    public sealed record ViolationLine(string Body, string ViolationId, ViolationKind Kind, string Detail, ViolationState State, DateTimeOffset NotedAt);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var lists = routes.MapGroup("/inspection/v1");
        lists.MapGet("/firms", Firms).RequireScope("inspection.read").WithTags("Firms").WithSummary("The firms of a street or a district, for coordinators and supervision; atLeast filters by inspections in twelve months")
            .Produces<Page<FirmLine>>();
        lists.MapGet("/visits", Visits).RequireScope("inspection.read").WithTags("Visits").WithSummary("Visits that you may see, by day; filter by firm, street, body, status and day").Produces<Page<VisitLine>>();
        lists.MapGet("/complaints", Complaints).RequireScope("inspection.read").WithTags("Complaints").WithSummary("Complaints that you may see").Produces<Page<ComplaintLine>>();
        lists.MapGet("/suspicions", Suspicions).RequireScope("inspection.supervise").WithTags("Supervision").WithSummary("Suspicions and violations of all bodies").Produces<Page<ViolationLine>>();
    }

    private static Task<IResult> Firms(HttpContext http, Listing listing, TimeProvider clock, string? street = null, int atLeast = 0, string? cursor = null, int limit = 50)
    {
        var (caller, today) = (Caller.Of(http.User), ShenzhenTime.DateOf(clock.GetUtcNow()));
        return listing.Read<FirmLine>("""
            select uscc, name, district, street, block, status, inspections, this_year, burden, waiting from firms, lateral (select
                (select count(*)::int from unnest(inspection_days) day where day <= $1 and day + interval '12 months' > $1) as inspections,
                (select count(*)::int from unnest(inspection_days) day where extract(year from day) = extract(year from $1)) as this_year,
                (select count(*)::int from unnest(entry_days) day where day <= $1 and day + interval '12 months' > $1) as burden) counts
            where ($2 or street = $3 or district = $4) and ($5::text is null or street = $5) and inspections >= $6 and ($7::text is null or uscc > $7)
            order by uscc limit $8
            """, [today, SeesAll(caller), OwnStreet(caller), OwnDistrict(caller), street, atLeast], cursor, limit,
            line => line.Uscc, http.RequestAborted);
    }

    private static async Task<IResult> Visits(
        HttpContext http, Listing listing, string? uscc = null, string? street = null, string? body = null, string? status = null, DateOnly? day = null, string? cursor = null, int limit = 50)
    {
        var caller = Caller.Of(http.User);
        if (Problems.Word<VisitStatus>(http, "status", status) is { } unknown) return unknown;
        return await listing.Read<VisitLine>("""
            select visit_id, uscc, street, bodies, kind, status, day from visits
            where ($1 or uscc = $2 or bodies @> array[$3::text] or street = $4 or district = $5)
              and ($6::text is null or uscc = $6) and ($7::text is null or street = $7) and ($8::text is null or bodies @> array[$8::text]) and ($9::text is null or status = $9)
              and ($10::date is null or day = $10) and ($11::text is null or (day, visit_id) < (left($11, 10)::date, substr($11, 12)::uuid))
            order by day desc, visit_id desc limit $12
            """, [SeesAll(caller), caller.Role == Who.Firm ? caller.Organisation : null, caller.Body(), OwnStreet(caller), OwnDistrict(caller), uscc, street, body, status, day], cursor, limit,
            line => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{line.Day:yyyy-MM-dd}~{line.VisitId}"), http.RequestAborted);
    }

    private static async Task<IResult> Complaints(HttpContext http, Listing listing, string? status = null, string? body = null, string? cursor = null, int limit = 50)
    {
        var caller = Caller.Of(http.User);
        if (Problems.Word<ComplaintStatus>(http, "status", status) is { } unknown) return unknown;
        return await listing.Read<ComplaintLine>("""
            select complaint_id, uscc, district, body, kind, level, status, due, is_overdue from complaints
            where ($1 or uscc = $2 or district = $3) and ($4::text is null or status = $4) and ($5::text is null or body = $5) and ($6::text is null or complaint_id < $6::uuid)
            order by complaint_id desc limit $7
            """, [SeesAll(caller), caller.Role == Who.Firm ? caller.Organisation : null, OwnDistrict(caller), status, body], cursor, limit,
            line => line.ComplaintId.ToString(), http.RequestAborted);
    }

    private static async Task<IResult> Suspicions(HttpContext http, Listing listing, string? state = "suspected", string? kind = null, string? cursor = null, int limit = 50)
    {
        if ((Problems.Word<ViolationState>(http, "state", state) ?? Problems.Word<ViolationKind>(http, "kind", kind)) is { } unknown) return unknown;
        return await listing.Read<ViolationLine>("""
            select body, violation_id, kind, detail, state, noted_at from violations
            where ($1 or district = $2) and ($3::text is null or state = $3) and ($4::text is null or kind = $4) and ($5::text is null or body || '~' || violation_id > $5)
            order by body || '~' || violation_id limit $6
            """, [SeesAll(Caller.Of(http.User)), OwnDistrict(Caller.Of(http.User)), state, kind], cursor, limit,
            line => $"{line.Body}~{line.ViolationId}", http.RequestAborted);
    }

    private static bool SeesAll(Caller caller) => caller.Role == Who.Operator || caller is { Role: Who.Supervisor, Organisation: Who.City };

    private static string? OwnStreet(Caller caller) => caller.Role == Who.Coordinator ? caller.Organisation : null;

    private static string? OwnDistrict(Caller caller) => caller.Role == Who.Supervisor ? caller.Organisation : null;
}
