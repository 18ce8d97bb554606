using System.Globalization;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Worlds;

namespace Pengcheng.Bench.Measuring;

/// <summary>
/// Watches notices cross from registry-service to escrow-service: from the commit of the accepted notice to the commit of what
/// escrow-service made of it, inbox row and event together. Both times are PostgreSQL's own, see <see cref="CommitTimes"/>.
/// </summary>
public sealed class Crossing
{
    private readonly string _registry, _escrow;
    private readonly long _after, _begun;

    private Crossing(string registry, string escrow, long after, long begun) => (_registry, _escrow, _after, _begun) = (registry, escrow, after, begun);

    /// <summary>Watches from now on.</summary>
    public static async Task<Crossing> Begin(World world, CancellationToken stop)
    {
        var (registry, escrow) = (world.Database("registry"), world.Database("escrow"));
        var last = Convert.ToInt64(await Sql.One(registry, "select coalesce(max(seq_id), 0) from registry.mt_events", stop), CultureInfo.InvariantCulture);
        return new Crossing(registry, escrow, last, await CommitTimes.Now(escrow, stop));
    }

    /// <summary>Waits until so many have been consumed and committed.</summary>
    /// <param name="count">How many were accepted.</param>
    /// <param name="warmUp">Those accepted within this time from the beginning are left out of the latencies.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Crossed> Complete(long count, TimeSpan warmUp, CancellationToken stop)
    {
        var consumed = $"from escrow.inbox where received_at >= to_timestamp({_begun} / 1000000.0)";
        await Sql.Until(async () => Convert.ToInt64(await Sql.One(_escrow, $"select count(*) {consumed}", stop), CultureInfo.InvariantCulture) >= count,
            $"escrow-service has consumed {count} notices", stop);
        var accepted = await CommitTimes.Of(_registry, $"select id, xmin from registry.mt_events where seq_id > {_after}", stop);
        var arrived = await CommitTimes.Of(_escrow, $"select message_id, xmin {consumed}", stop);
        var from = _begun + (long)warmUp.TotalMicroseconds;
        var both = accepted.Where(one => arrived.ContainsKey(one.Key)).ToList();
        return new Crossed(both.Count, TimeSpan.FromMicroseconds(arrived.Values.DefaultIfEmpty(_begun).Max() - _begun),
            Latencies.Of(both.Where(one => one.Value >= from).Select(one => arrived[one.Key] - one.Value)));
    }
}

/// <summary>What has crossed.</summary>
/// <param name="Count">How many.</param>
/// <param name="Took">From the beginning to the last commit.</param>
/// <param name="Latencies">From commit to commit.</param>
public sealed record Crossed(long Count, TimeSpan Took, Latencies Latencies)
{
    /// <summary>Through the whole pipeline.</summary>
    public double PerSecond => Count / Took.TotalSeconds;
}
