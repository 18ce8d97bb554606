namespace Pengcheng.Local.Processes;

/// <summary>All processes that one runner has started, in that order.</summary>
public sealed class Roster(Action<string, string> show)
{
    private readonly Lock _gate = new();
    private readonly List<ManagedProcess> _processes = [];

    /// <summary>The name under which the runner itself speaks.</summary>
    public const string Runner = "runner";

    /// <summary>Raised after a process started, started again or was stopped.</summary>
    public event Action? Changed;

    /// <summary>What the state file says about the processes.</summary>
    public IReadOnlyList<ProcessEntry> Entries
    {
        get
        {
            lock (_gate)
            {
                return [.. _processes.Select(one =>
                    new ProcessEntry(one.Spec.Name, one.Spec.Url, one.Identity, one.Spec.StopSignal))];
            }
        }
    }

    /// <summary>Starts a process.</summary>
    public ManagedProcess Start(ProcessSpec spec)
    {
        var process = new ManagedProcess(spec, Say, line => show(spec.Name, line), () => Changed?.Invoke());
        lock (_gate)
        {
            _processes.Add(process);
        }

        Changed?.Invoke();
        return process;
    }

    /// <summary>Says something in the runner's own name.</summary>
    public void Say(string line) => show(Runner, line);

    /// <summary>Stops the processes that are chosen, or all, in their stop order.</summary>
    public async Task StopAsync(Func<ProcessSpec, bool>? which = null, bool atOnce = false)
    {
        List<ManagedProcess> chosen;
        lock (_gate)
        {
            chosen = [.. _processes.Where(one => which is null || which(one.Spec))];
        }

        foreach (var together in chosen.GroupBy(one => one.Spec.StopOrder).OrderBy(group => group.Key))
        {
            await Task.WhenAll(together.Select(one => one.StopAsync(atOnce)));
        }

        lock (_gate)
        {
            _processes.RemoveAll(chosen.Contains);
        }

        Changed?.Invoke();
    }
}
