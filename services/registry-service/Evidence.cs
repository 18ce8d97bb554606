using Marten;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry;

/// <summary>What was kept: for the operator who asks what the registry said, and for the court.</summary>
public static class Evidence
{
    /// <summary>A refused delivery.</summary>
    public sealed record RefusedDelivery(Guid Id, DateTimeOffset At, string Code, string Reason, RawNotice Raw);

    /// <summary>Maps the reads, scope <c>operations</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup("/registry/v1").RequireScope("operations").WithTags("Evidence");
        evidence.MapGet("/notices/{noticeId}", Find).WithSummary("An accepted notice with its signature").Produces<NoticeAccepted>().ProducesProblem(404);
        evidence.MapGet("/refusals", Refusals).WithSummary("The latest refused deliveries, at most 100");
    }

    private static async Task<IResult> Find(string noticeId, Commands<Notice> notices, CancellationToken cancel)
    {
        var (notice, _) = await notices.Load(DerivedId.From($"notice/{noticeId}"), cancel);
        return notice is null ? Problems.Result(ChassisErrors.NotFound) : Results.Ok(notice.Accepted);
    }

    private static async Task<IReadOnlyList<RefusedDelivery>> Refusals(IQuerySession session, CancellationToken cancel)
    {
        var events = await session.Events.QueryAllRawEvents()
            .Where(e => e.EventTypeName == "registry.notice-refused.v1")
            .OrderByDescending(e => e.Sequence).Take(100).ToListAsync(cancel);
        return [.. events.Select(e => (e, refused: (NoticeRefused)e.Data))
            .Select(pair => new RefusedDelivery(pair.e.StreamId, pair.e.Timestamp, pair.refused.Code, pair.refused.Reason, pair.refused.Raw))];
    }
}
