using System.Diagnostics;

namespace Pengcheng.Local.Processes;

/// <summary>One life of a process, from its start to its end.</summary>
internal sealed class ProcessRun
{
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProcessRun()
    {
    }

    /// <summary>Which process it is.</summary>
    public required ProcessIdentity Identity { get; init; }

    /// <summary>The exit code, once it has ended.</summary>
    public Task<int> Ended => _ended.Task;

    public static ProcessRun Start(ProcessSpec spec, Action<string> onLine)
    {
        var command = spec.FullCommand;
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = spec.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = spec.Relay,
            RedirectStandardError = spec.Relay,
        };
        foreach (var (name, value) in spec.Environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var exit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exit.TrySetResult();
        process.OutputDataReceived += (_, line) => Pass(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, onLine);
        process.Start();
        var run = new ProcessRun { Identity = ProcessIdentity.Of(process.Id, spec.Marker) };
        process.StandardInput.Close();
        if (spec.Relay)
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        _ = run.AwaitEndAsync(process, exit.Task);
        return run;
    }

    private async Task AwaitEndAsync(Process process, Task exit)
    {
        await exit;

        // Its last words may still be in the pipe; but a grandchild can hold the pipe open, so do not wait for long.
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(1)));
        _ended.TrySetResult(process.ExitCode);
        process.Dispose();
    }

    private static void Pass(string? line, Action<string> onLine)
    {
        if (line is not null)
        {
            onLine(line);
        }
    }
}
