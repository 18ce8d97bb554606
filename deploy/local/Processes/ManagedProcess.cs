namespace Pengcheng.Local.Processes;

/// <summary>
/// A process of the platform. Until <see cref="KeepAlive"/> its end is its starter's business; from then on it is started
/// again after a short wait, with the same ports and variables, as a container platform would.
/// </summary>
public sealed class ManagedProcess : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CountsAsHealthy = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Action<string> _say;
    private readonly Action<string> _onLine;
    private readonly Action _onChange;
    private StreamWriter? _log;
    private ProcessRun _run;
    private Task _watch = Task.CompletedTask;

    internal ManagedProcess(ProcessSpec spec, Action<string> say, Action<string> show, Action onChange)
    {
        Spec = spec;
        _say = say;
        _onChange = onChange;
        _log = spec.Relay ? LogFile.Append(spec.LogFile) : null;
        _onLine = line =>
        {
            lock (_gate)
            {
                _log?.WriteLine(line);
            }

            show(line);
        };
        _run = ProcessRun.Start(spec, _onLine);
    }

    /// <summary>How it is started.</summary>
    public ProcessSpec Spec { get; }

    /// <summary>The process as it is now.</summary>
    public ProcessIdentity Identity => _run.Identity;

    /// <summary>The exit code of the process as it is now.</summary>
    public Task<int> Ended => _run.Ended;

    /// <summary>From now on starts the process again whenever it ends without having been stopped.</summary>
    public void KeepAlive() => _watch = WatchAsync();

    /// <summary>Asks the process to stop, waits for its grace and then kills it. It does not come back.</summary>
    /// <param name="atOnce">Kill it without asking.</param>
    public async Task StopAsync(bool atOnce = false)
    {
        await _stopping.CancelAsync();
        await _watch;
        if (!_run.Ended.IsCompleted)
        {
            Signals.Send(_run.Identity.Pid, atOnce ? StopSignal.Kill : Spec.StopSignal);
            if (await Task.WhenAny(_run.Ended, Task.Delay(Spec.Grace)) != _run.Ended)
            {
                _say($"{Spec.Name} did not stop within {Spec.Grace.TotalSeconds:0} s: killed.");
                Signals.Send(_run.Identity.Pid, StopSignal.Kill);
                await _run.Ended;
            }
        }

        Dispose();
    }

    /// <summary>Lets go of the log file. The process itself is ended by <see cref="StopAsync"/>.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _log?.Dispose();
            _log = null;
        }

        _stopping.Dispose();
    }

    private async Task WatchAsync()
    {
        var delay = FirstDelay;
        try
        {
            while (true)
            {
                var since = TimeProvider.System.GetTimestamp();
                var code = await _run.Ended.WaitAsync(_stopping.Token);
                delay = TimeProvider.System.GetElapsedTime(since) > CountsAsHealthy ? FirstDelay : delay;
                _say($"{Spec.Name} ended with code {code}; starting it again in {delay.TotalSeconds:0.#} s.");
                await Task.Delay(delay, _stopping.Token);
                delay = delay * 2 > LongestDelay ? LongestDelay : delay * 2;
                _run = ProcessRun.Start(Spec, _onLine);
                _onChange();
            }
        }
        catch (OperationCanceledException)
        {
            // Being stopped: StopAsync takes it from here.
        }
    }
}
