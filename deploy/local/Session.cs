using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local;

/// <summary>
/// One runner at work on one data folder: its lock, secrets, processes and state file. Ending it stops every process.
/// </summary>
public sealed class Session : IAsyncDisposable
{
    private readonly RunnerLock _lock;
    private readonly System.Threading.Lock _gate = new();
    private State _state;
    private bool _atOnce;

    private Session(Layout layout, RunnerLock held, Secrets secrets, bool stablePorts, Action<string, string> show)
    {
        (Layout, _lock, Secrets) = (layout, held, secrets);
        Ports = new Ports(stablePorts);
        Roster = new Roster(show);
        _state = new State
        {
            Runner = ProcessIdentity.Of(Environment.ProcessId, "Pengcheng."),
            StartedAt = TimeProvider.System.GetUtcNow(),
        };
        Roster.Changed += () => Update(state => state);
    }

    /// <summary>Folders and files.</summary>
    public Layout Layout { get; }

    /// <summary>Passwords and keys.</summary>
    public Secrets Secrets { get; }

    /// <summary>Free ports.</summary>
    public Ports Ports { get; }

    /// <summary>The processes.</summary>
    public Roster Roster { get; }

    /// <summary>Opens a session; nothing when another runner is at work on the folder.</summary>
    /// <param name="layout">The data folder and where the programs are.</param>
    /// <param name="show">Gets each line that a process prints, with the process's name.</param>
    /// <param name="fresh">Throw away data and secrets of earlier runs.</param>
    /// <param name="stablePorts">Prefer the same ports every time over any free ones.</param>
    public static async Task<Session?> OpenAsync(
        Layout layout, Action<string, string> show, bool fresh = false, bool stablePorts = false)
    {
        var held = RunnerLock.TryTake(layout);
        if (held is null)
        {
            return null;
        }

        if (State.Read(layout) is { } earlier)
        {
            var stopped = await Leftovers.StopAsync(earlier);
            if (stopped.Count > 0)
            {
                show(Roster.Runner, Words.Pick(
                    $"An earlier run was killed; stopped what it left: {string.Join(", ", stopped)}.",
                    $"上次运行被强行终止,已停止其遗留进程:{string.Join("、", stopped)}。"));
            }

            File.Delete(layout.StateFile);
        }

        if (fresh)
        {
            DataFolder.Wipe(layout);
            await ComposeServers.WipeAsync(layout);
        }

        LogFile.Rotate(layout.Logs);
        var secrets = Secrets.LoadOrCreate(layout.SecretsFile, ServiceCatalogue.Databases);
        return new Session(layout, held, secrets, stablePorts, show);
    }

    /// <summary>Changes the state file.</summary>
    public void Update(Func<State, State> change)
    {
        lock (_gate)
        {
            _state = change(_state) with { Processes = Roster.Entries };
            PrivateFile.WriteJson(Layout.StateFile, _state);
        }
    }

    /// <summary>The state as the file has it.</summary>
    public State Current
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <summary>From now on stopping means killing.</summary>
    public void StopAtOnce() => _atOnce = true;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Update(state => state with { Ready = false });
        await Roster.StopAsync(atOnce: _atOnce);
        File.Delete(Layout.StateFile);
        _lock.Dispose();
    }
}
