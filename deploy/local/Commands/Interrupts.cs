using System.Runtime.InteropServices;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Commands;

/// <summary>
/// Ctrl-C and the signals that mean the same. The first asks for an orderly end, the second for an end at once.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Action? _atOnce;
    private int _count;

    public Interrupts()
    {
        Signals.HeedInterrupts();
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                if (Interlocked.Increment(ref _count) == 1)
                {
                    _stop.Cancel();
                }
                else
                {
                    _atOnce?.Invoke();
                }
            }));
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>What a second signal does.</summary>
    public void OnSecond(Action action) => _atOnce = action;

    /// <summary>Ends with the first signal.</summary>
    public async Task WaitAsync()
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Token.Register(signalled.SetResult);
        await signalled.Task;
    }

    public void Dispose()
    {
        _registrations.ForEach(one => one.Dispose());
        _stop.Dispose();
    }
}
