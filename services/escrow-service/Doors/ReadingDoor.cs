using System.Text.Json;
using Marten;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Chassis.Http;
using Pengcheng.Escrow.Banks;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Ledger;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Doors;

/// <summary>The reads: a deal, the list, the timeline, live progress, the ledger.</summary>
public static class ReadingDoor
{
    private const string Read = "escrow.deals.read";

    /// <summary>A line of the list.</summary>
    public sealed record DealLine(Guid DealId, string DealNo, string UnitNo, DealStatus Status, Money Price, DateOnly OpenedOn, DateTimeOffset UpdatedAt);

    /// <summary>A page of the list, newest first; the cursor is null on the last page.</summary>
    public sealed record DealPage(IReadOnlyList<DealLine> Deals, string? NextCursor);

    /// <summary>The keys with which banks verify instructions: the one in force and, during a change of keys, the next or the previous one.</summary>
    public sealed record SigningKeys(IReadOnlyList<SigningKey> Keys);

    /// <summary>One key: SM2, uncompressed point in hex.</summary>
    public sealed record SigningKey(string KeyId, string Algorithm, string PublicKey);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Deal, DealView> deals)
    {
        routes.MapGet("/escrow/v1/signing-keys", (InstructionSigner signer) => new SigningKeys([.. signer.PublicKeys.Select(key => new SigningKey(key.Key, Sm2.Name, key.Value))]))
            .AllowAnonymous().WithTags("Account bank").WithSummary("The keys that payment instructions are signed with");

        deals.Get(Read, "A deal as you see it");
        var more = routes.MapGroup("/escrow/v1/deals").RequireScope(Read).WithTags("Deals");
        more.MapGet("", List).WithSummary("Your deals, newest first; filter by status, unitNo or dealNo").Produces<DealPage>();
        more.MapGet("/{id:guid}/timeline", (Guid id, HttpContext http, Commands<Deal> store, IQuerySession session) =>
            deals.Seen(http, store, async (deal, caller) => Results.Ok(Timeline.Of(await session.Events.FetchStreamAsync(id, token: http.RequestAborted), deal, Viewer.Of(caller)))))
            .WithSummary("What happened, when, and who did it").Produces<IReadOnlyList<Timeline.Entry>>().ProducesProblem(404);
        more.MapGet("/{id:guid}/ledger", (Guid id, HttpContext http, Commands<Deal> store, LedgerReader ledger) =>
            deals.Seen(http, store, async (deal, caller) => Visibility.Of(deal, Viewer.Of(caller)).Sight == Sight.Full
                ? Results.Ok(await ledger.OfDeal(id, http.RequestAborted))
                : Problems.Result(ChassisErrors.NotFound)))
            .WithSummary("The deal's accounts and their balances").Produces<IReadOnlyList<LedgerReader.Balance>>().ProducesProblem(404);
        more.MapGet("/{id:guid}/live", (Guid id, HttpContext http, Commands<Deal> store, IDocumentStore documents, TimeProvider clock) =>
            deals.Seen(http, store, (_, caller) => Task.FromResult<IResult>(
                TypedResults.ServerSentEvents(Live.Changes(id, caller, deals, store, documents, clock, http.RequestAborted)))))
            .WithSummary("Progress as server-sent events").Produces(200, contentType: "text/event-stream");
    }

    private static async Task<IResult> List(
        HttpContext http, NpgsqlDataSource database, string? status = null, string? unitNo = null, string? dealNo = null, string? cursor = null, int limit = 50)
    {
        if (limit is < 1 or > 200) return Invalid("limit", "1 to 200");
        var only = default(DealStatus);
        if (status is not null && !EnumWords.TryParse(status, out only, out var why))
            return Problems.Result(ChassisErrors.Invalid, new FieldError("status", why.Code, Problems.PrefersChinese(http.Request) ? why.Chinese : why.English));
        if (cursor is not null && !Guid.TryParse(cursor, out _)) return Invalid("cursor", "the nextCursor of the page before");

        var caller = Caller.Of(http.User);
        var all = caller.Role is "trustee" or "court" or "operator";
        await using var command = database.CreateCommand("""
            select deal_id, deal_no, unit_no, status, price_fen, opened_on, updated_at from deals
            where ($1 or viewers @> $2) and ($3::text is null or status = $3) and ($4::text is null or unit_no = $4)
              and ($5::text is null or deal_no = $5) and ($6::uuid is null or deal_id < $6)
            order by deal_id desc limit $7
            """);
        foreach (var value in (object?[])[all, new[] { caller.Organisation is { } bank ? $"bank:{bank}" : caller.Subject }, status is null ? null : only.ToString(), unitNo, dealNo, cursor is null ? null : Guid.Parse(cursor), limit + 1])
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        await using var reader = await command.ExecuteReaderAsync(http.RequestAborted);
        var lines = new List<DealLine>();
        while (await reader.ReadAsync(http.RequestAborted))
            lines.Add(new DealLine(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), Enum.Parse<DealStatus>(reader.GetString(3)), Money.Cny(reader.GetInt64(4)),
                reader.GetFieldValue<DateOnly>(5), reader.GetFieldValue<DateTimeOffset>(6)));
        var more = lines.Count > limit;
        return Results.Ok(new DealPage(more ? lines[..limit] : lines, more ? lines[limit - 1].DealId.ToString() : null));

        IResult Invalid(string field, string rule) => Problems.Result(ChassisErrors.Invalid, new FieldError(field, "range", rule));
    }
}
