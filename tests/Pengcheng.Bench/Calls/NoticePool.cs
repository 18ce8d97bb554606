using Pengcheng.Bench.Worlds;
using Pengcheng.Demo;

namespace Pengcheng.Bench.Calls;

/// <summary>
/// Notices that each concern a deal of their own, so that escrow-service commits an event for each and no two wait for one another.
/// The office has not recorded the application yet: the notice is parked with the deal, the shortest thing that can become of it.
/// </summary>
public sealed class NoticePool
{
    private readonly World _world;
    private readonly Copies _copies;
    private readonly string _url;
    private int _given;

    private NoticePool(World world, Copies copies, string url) => (_world, _copies, _url) = (world, copies, url);

    /// <summary>Opens the deal that the others are copies of.</summary>
    /// <param name="world">The platform.</param>
    /// <param name="url">Where the notices will be sent.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task<NoticePool> Open(World world, string url, CancellationToken stop)
    {
        var cast = new Cast(Random.Shared.Next());
        var opened = await world.Door.Post(DealCalls.Client, "/api" + DealCalls.Path, Deal.Opening(cast));
        var database = world.Database("escrow");
        return new NoticePool(world, await Copies.Of(database, "escrow", opened.GetProperty("dealId").GetGuid(), database, cast.UnitNo, stop), url);
    }

    /// <summary>So many more notices, each with its deal, signed.</summary>
    public async Task<Notices> Prepare(int count, CancellationToken stop)
    {
        var units = await _copies.Make(count, stop);
        var notices = units.Select(unit => Notices.Transfer(unit, $"SZ-B{++_given}")).ToList();
        return await Notices.Sign(_world, _url, notices);
    }
}
