using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>Waits until a server answers.</summary>
internal static class ServerReady
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>True once it answers; false when its process ended, or did not answer in time.</summary>
    public static async Task<bool> WaitAsync(ManagedProcess process, Func<Task<bool>> answers, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!process.Ended.IsCompleted && TimeProvider.System.GetElapsedTime(since) < Limit)
        {
            if (await answers())
            {
                return true;
            }

            await Task.Delay(Look, cancellation);
        }

        return false;
    }
}
