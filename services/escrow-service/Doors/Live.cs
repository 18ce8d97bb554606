using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Marten;
using Pengcheng.Escrow.Deals;

namespace Pengcheng.Escrow.Doors;

/// <summary>
/// Live progress as server-sent events: the deal's view at once, and again after each change, with the stream's version as
/// the event id. Any replica may make the change, so the version is looked at, cheaply, a few times a second.
/// </summary>
public static class Live
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300), KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Follows a deal until it has ended or the client leaves.</summary>
    public static async IAsyncEnumerable<SseItem<DealView?>> Changes(
        Guid id, Caller caller, StreamDoor<Deal, DealView> door, Commands<Deal> deals, IDocumentStore store, TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        long seen = 0;
        var spoke = clock.GetTimestamp();
        while (!cancel.IsCancellationRequested)
        {
            await using (var session = store.QuerySession())
            {
                var version = (await session.Events.FetchStreamStateAsync(id, cancel))?.Version ?? 0;
                if (version > seen)
                {
                    var (deal, at) = await deals.Load(id, cancel);
                    // A viewer may have lost its part, as a replaced lender does.
                    if (deal is null || !door.Sees(deal, caller)) yield break;
                    yield return new SseItem<DealView?>(door.View(deal, caller), "deal") { EventId = at.ToString(System.Globalization.CultureInfo.InvariantCulture) };
                    if (deal.End is not null) yield break;
                    (seen, spoke) = (at, clock.GetTimestamp());
                }
            }

            if (clock.GetElapsedTime(spoke) > KeepAlive)
            {
                yield return new SseItem<DealView?>(null, "keep-alive");
                spoke = clock.GetTimestamp();
            }

            await Task.Delay(Look, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
