using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Hosting;

/// <summary>Asks processes whether they are ready.</summary>
public static class Health
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>One question.</summary>
    public static async Task<bool> IsReadyAsync(string url, CancellationToken cancellation = default)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(url + "/health/ready"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until the process is ready. Answers why not, if it ended or took too long.</summary>
    internal static async Task<string?> WaitAsync(ManagedProcess process, TimeSpan limit, CancellationToken cancellation)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(since) < limit)
        {
            if (process.Ended.IsCompleted)
            {
                return $"{process.Spec.Name} ended with code {await process.Ended}.";
            }

            if (await IsReadyAsync(process.Spec.Url!, cancellation))
            {
                return null;
            }

            await Task.Delay(Look, cancellation);
        }

        return $"{process.Spec.Name} was not ready after {limit.TotalSeconds:0} s.";
    }
}
