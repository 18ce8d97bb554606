using System.Text.Json;
using Marten;
using Pengcheng.Chassis.Crypto;
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

    /// <summary>The keys with which banks verify instructions: the one in force and, during a change of keys, the next or the previous one.</summary>
    public sealed record SigningKeys(IReadOnlyList<SigningKey> Keys);

    /// <summary>One key: SM2, uncompressed point in hex.</summary>
    public sealed record SigningKey(string KeyId, string Algorithm, string PublicKey);

    /// <summary>Maps the door.</summary>
    public static void Map(IEndpointRouteBuilder routes, StreamDoor<Deal, DealView> deals)
    {
        routes.MapGet("/escrow/v1/signing-keys", (InstructionSigner signer) => new SigningKeys([.. signer.PublicKeys.Select(key => new SigningKey(key.Key, Sm2.Name, key.Value))]))
            .AllowAnonymous().WithTags("Account bank").WithSummary("The keys that payment instructions are signed with");

        var ledger = routes.ServiceProvider.GetRequiredService<LedgerReader>();
        deals.Get(Read, "A deal as you see it");
        var more = routes.MapGroup("/escrow/v1/deals").RequireScope(Read).WithTags("Deals");
        more.MapGet("", List).WithSummary("Your deals, newest first; filter by status, unitNo or dealNo").Produces<Page<DealLine>>();
        deals.Timeline(Read, (deal, caller, history) => Timeline.Of(history, deal, Viewer.Of(caller)));
        deals.Get<IReadOnlyList<LedgerReader.Balance>>("ledger", Read, "The deal's accounts and their balances", async (deal, caller, cancel) =>
            Visibility.Of(deal, Viewer.Of(caller)).Sight == Sight.Full ? await ledger.OfDeal(deal.DealId, cancel) : null);
        more.MapGet("/{id:guid}/live", (Guid id, HttpContext http, Commands<Deal> store, IDocumentStore documents, TimeProvider clock) =>
            deals.Seen(http, store, (_, caller) => Task.FromResult<IResult>(
                TypedResults.ServerSentEvents(Live.Changes(id, caller, deals, store, documents, clock, http.RequestAborted)))))
            .WithSummary("Progress as server-sent events").Produces(200, contentType: "text/event-stream");
    }

    private static async Task<IResult> List(
        HttpContext http, Listing listing, string? status = null, string? unitNo = null, string? dealNo = null, string? cursor = null, int limit = 50)
    {
        if (Problems.Word<DealStatus>(http, "status", status) is { } unknown) return unknown;
        var caller = Caller.Of(http.User);
        return await listing.Read("""
            select deal_id, deal_no, unit_no, status, price_fen, opened_on, updated_at from deals
            where ($1 or viewers @> array[$2]) and ($3::text is null or status = $3) and ($4::text is null or unit_no = $4)
              and ($5::text is null or deal_no = $5) and ($6::text is null or deal_id < $6::uuid)
            order by deal_id desc limit $7
            """, [caller.Role is "trustee" or "court" or "operator", caller.Organisation is { } bank ? $"bank:{bank}" : caller.Subject, status, unitNo, dealNo], cursor, limit,
            line => line.DealId.ToString(), http.RequestAborted,
            row => new DealLine(row.GetGuid(0), row.GetString(1), row.GetString(2), row.Word<DealStatus>(3), Money.Cny(row.GetInt64(4)), row.GetFieldValue<DateOnly>(5), row.GetFieldValue<DateTimeOffset>(6)));
    }
}
