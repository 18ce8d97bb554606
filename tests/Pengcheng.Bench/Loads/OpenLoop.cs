using System.Diagnostics;

namespace Pengcheng.Bench.Loads;

/// <summary>What a load has come to.</summary>
/// <param name="Offered">Requests a second that were to be sent.</param>
/// <param name="Answered">Requests a second that were answered with 2xx within the measured time.</param>
/// <param name="Latencies">From when each was due to when its answer was there.</param>
/// <param name="Lateness">How late the generator itself was with sending.</param>
/// <param name="Failures">Answers other than 2xx, in warm-up and measurement.</param>
/// <param name="FirstFailure">The first of them.</param>
/// <param name="Sent">Requests of warm-up and measurement together.</param>
public sealed record LoadResult(
    double Offered, double Answered, Latencies Latencies, Latencies Lateness, int Failures, string FirstFailure, long Sent);

/// <summary>
/// An open loop: each request has its time and is sent then, whatever became of the ones before. Its latency counts from that time,
/// so a server that stalls is charged for everybody who had to wait meanwhile (no coordinated omission).
/// </summary>
public static class OpenLoop
{
    private const int Connections = 512;

    /// <summary>More than this many unanswered at once, and the server has collapsed; the rest is not sent.</summary>
    private const int Collapsed = 5_000;

    /// <summary>Plays a load.</summary>
    public static async Task<LoadResult> Play(NextRequest next, double perSecond, TimeSpan warmUp, TimeSpan measured, CancellationToken stop)
    {
        using var wire = new Wire(Connections);
        var (latencies, lateness) = (new Latencies(), new Latencies());
        var (answered, pending, sent) = (0L, 0, 0L);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = Stopwatch.GetTimestamp();
        var from = begun + (long)(warmUp.TotalSeconds * Stopwatch.Frequency);

        var until = from + (long)(measured.TotalSeconds * Stopwatch.Frequency);

        async Task One(HttpRequestMessage request, long due)
        {
            var counts = due >= from;
            if (counts) lateness.Add(Microseconds(Stopwatch.GetTimestamp() - due));
            if (await wire.Send(request) && counts)
            {
                var now = Stopwatch.GetTimestamp();
                latencies.Add(Microseconds(now - due));
                if (now <= until) Interlocked.Increment(ref answered);
            }

            if (Interlocked.Decrement(ref pending) == 0) done.TrySetResult();
        }

        // Holds the load open until the last request has been sent.
        pending = 1;
        await Metronome.Beat(perSecond, warmUp + measured, due =>
        {
            if (Volatile.Read(ref pending) > Collapsed || next() is not { } request) return;
            Interlocked.Increment(ref pending);
            sent++;
            ThreadPool.UnsafeQueueUserWorkItem(_ => _ = One(request, due), null);
        }, stop);
        if (Interlocked.Decrement(ref pending) > 0) await done.Task.WaitAsync(stop);
        return new LoadResult(perSecond, answered / measured.TotalSeconds, latencies, lateness, wire.Failures, wire.FirstFailure, sent);
    }

    private static long Microseconds(long ticks) => ticks * 1_000_000 / Stopwatch.Frequency;
}
