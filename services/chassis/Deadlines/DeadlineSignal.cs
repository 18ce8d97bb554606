namespace Pengcheng.Chassis.Deadlines;

/// <summary>Wakes the worker: something was scheduled, or the clock was moved. Lost wake-ups cost a poll, nothing else.</summary>
public sealed class DeadlineSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    /// <summary>Wakes the worker, or does nothing if it is awake.</summary>
    public void Raise()
    {
        lock (_raised)
            if (_raised.CurrentCount == 0) _raised.Release();
    }

    internal Task Wait(TimeSpan atMost, CancellationToken cancel) => _raised.WaitAsync(atMost, cancel);

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();
}
