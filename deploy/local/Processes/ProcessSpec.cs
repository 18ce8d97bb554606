namespace Pengcheng.Local.Processes;

/// <summary>How one process is started, watched and stopped.</summary>
/// <param name="Name">Its name in the logs and in the state, e.g. <c>escrow-1</c>.</param>
/// <param name="Command">Program and arguments.</param>
public sealed record ProcessSpec(string Name, IReadOnlyList<string> Command)
{
    /// <summary>Everything it prints ends up here.</summary>
    public required string LogFile { get; init; }

    /// <summary>A word of its command line, by which a later runner knows it again.</summary>
    public required string Marker { get; init; }

    /// <summary>Variables set for it; nothing as value removes an inherited one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>The folder it starts in.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The user it runs as, if not the runner's.</summary>
    public Account? RunAs { get; init; }

    /// <summary>Where it listens, if it speaks HTTP.</summary>
    public string? Url { get; init; }

    /// <summary>
    /// Whether its lines pass through the runner and are shown. A server writes to its log file by itself, so that it does
    /// not depend on the runner for a place to write to.
    /// </summary>
    public bool Relay { get; init; }

    /// <summary>What asks it to stop.</summary>
    public StopSignal StopSignal { get; init; } = StopSignal.Terminate;

    /// <summary>How long it may take to stop before it is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Lower numbers stop first; equal ones together.</summary>
    public int StopOrder { get; init; }

    /// <summary>The command with what comes before it: its own session (so that Ctrl-C reaches the runner alone), log file, user.</summary>
    public IReadOnlyList<string> FullCommand
    {
        get
        {
            IEnumerable<string> session = Shell.Find("setsid") is { } setsid ? [setsid] : [];
            IEnumerable<string> log = Relay ? [] : ["/bin/sh", "-c", "exec \"$@\" >>\"$0\" 2>&1", LogFile];
            return [.. session, .. log, .. RunAs?.Prefix ?? [], .. Command];
        }
    }
}
