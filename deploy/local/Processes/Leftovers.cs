namespace Pengcheng.Local.Processes;

/// <summary>Ends processes of a runner that could not do so itself because it was killed.</summary>
public static class Leftovers
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Stops those that still run, the last started first, and says which.</summary>
    public static async Task<IReadOnlyList<string>> StopAsync(State state)
    {
        var stopped = new List<string>();
        foreach (var entry in state.Processes.Reverse())
        {
            if (entry.Identity is not { IsAlive: true } process)
            {
                continue;
            }

            Signals.Send(process.Pid, entry.StopSignal);
            if (!await EndsAsync(process, Grace))
            {
                Signals.Send(process.Pid, StopSignal.Kill);
                await EndsAsync(process, Grace);
            }

            stopped.Add(entry.Name);
        }

        return stopped;
    }

    /// <summary>Whether the process ends in the given time.</summary>
    public static async Task<bool> EndsAsync(ProcessIdentity process, TimeSpan within)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (process.IsAlive)
        {
            if (TimeProvider.System.GetElapsedTime(since) > within)
            {
                return false;
            }

            await Task.Delay(Look);
        }

        return true;
    }
}
