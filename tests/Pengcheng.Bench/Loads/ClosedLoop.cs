using System.Diagnostics;

namespace Pengcheng.Bench.Loads;

/// <summary>
/// A closed loop: so many connections, each sending its next request when the last was answered. It tells what a server can do at
/// most; its latencies say little, since a slow server is asked less.
/// </summary>
public static class ClosedLoop
{
    /// <summary>The connections of a capacity measurement.</summary>
    public const int Connections = 32;

    /// <summary>Plays it. Ends early when there is nothing left to ask, and then counts the time that it had.</summary>
    public static async Task<LoadResult> Play(NextRequest next, TimeSpan warmUp, TimeSpan measured, CancellationToken stop, int connections = Connections)
    {
        using var wire = new Wire(connections);
        var latencies = new Latencies();
        var (answered, sent) = (0L, 0L);
        var begun = Stopwatch.GetTimestamp();
        var from = begun + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);
        var until = from + (long)(measured.TotalSeconds * Stopwatch.Frequency);
        var last = from;

        async Task Connection()
        {
            // A start of its own thread's choosing, or the first connection would run alone until its first answer.
            await Task.Yield();
            while (!stop.IsCancellationRequested && Stopwatch.GetTimestamp() < until && next() is { } request)
            {
                Interlocked.Increment(ref sent);
                var asked = Stopwatch.GetTimestamp();
                var fine = await wire.Send(request);
                var now = Stopwatch.GetTimestamp();
                if (!fine || now < from || now > until) continue;
                latencies.Add((now - asked) * 1_000_000 / Stopwatch.Frequency);
                Interlocked.Increment(ref answered);
                InterlockedMax(ref last, now);
            }
        }

        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Connection()));
        stop.ThrowIfCancellationRequested();
        var seconds = last > from ? (double)(last - from) / Stopwatch.Frequency : measured.TotalSeconds;
        return new LoadResult(double.NaN, answered / seconds, latencies, new Latencies(), wire.Failures, wire.FirstFailure, sent);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen) return;
            seen = before;
        }
    }
}
