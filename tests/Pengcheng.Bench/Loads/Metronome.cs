using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pengcheng.Bench.Loads;

/// <summary>Beats on time, on a thread of its own. It sleeps between beats: a generator that spins would take a core from what it measures.</summary>
internal static partial class Metronome
{
    // The kernel wakes a sleeper some 50 µs late; the rest is spun away.
    private const long WakesEarly = 80_000;

    /// <summary>Calls back at each beat, with the time at which it was due.</summary>
    public static Task Beat(double perSecond, TimeSpan length, Action<long> onBeat, CancellationToken stop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                var begun = Stopwatch.GetTimestamp();
                var beats = (long)(length.TotalSeconds * perSecond);
                for (var beat = 0L; beat < beats && !stop.IsCancellationRequested; beat++)
                {
                    var due = begun + (long)(beat / perSecond * Stopwatch.Frequency);
                    WaitUntil(due);
                    onBeat(due);
                }

                ended.SetResult();
            }
            catch (Exception failure)
            {
                ended.SetException(failure);
            }
        })
        { IsBackground = true, Name = "metronome", Priority = ThreadPriority.Highest };
        thread.Start();
        return ended.Task;
    }

    private static void WaitUntil(long due)
    {
        while (Nanoseconds(due) is var left and > 0)
        {
            if (left > WakesEarly)
            {
                var nap = new TimeSpec((left - WakesEarly) / 1_000_000_000, (left - WakesEarly) % 1_000_000_000);
                _ = NanoSleep(in nap, IntPtr.Zero);
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }

    private static long Nanoseconds(long due) => (due - Stopwatch.GetTimestamp()) * (1_000_000_000 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec requested, IntPtr remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
