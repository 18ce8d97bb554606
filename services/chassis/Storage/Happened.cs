using Marten;

namespace Pengcheng.Chassis.Storage;

/// <summary>One event of a stream's history.</summary>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="At">The platform's time.</param>
/// <param name="Event">Its wire name.</param>
/// <param name="Actor">Who did it, see <see cref="Http.Caller.Actor"/>.</param>
/// <param name="Data">The event itself.</param>
public sealed record Happened(long Version, DateTimeOffset At, string Event, string Actor, object Data)
{
    /// <summary>What kind of actor: for those who need not know who it was.</summary>
    public string ActorKind => Actor.Split(':')[0];

    internal static async Task<IEnumerable<Happened>> In(IQuerySession session, Guid streamId, CancellationToken cancel) =>
        from e in await session.Events.FetchStreamAsync(streamId, token: cancel)
        select new Happened(e.Version, e.Timestamp, e.EventTypeName, e.Headers?.GetValueOrDefault("actor")?.ToString() ?? "", e.Data);
}
