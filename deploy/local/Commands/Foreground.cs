using System.Diagnostics;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Commands;

/// <summary>Runs a program of the repository in this terminal, as if it had been called directly.</summary>
internal static class Foreground
{
    /// <summary>Answers the exit code. Cancelling asks the program to stop and still waits for it.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables set for it.</param>
    /// <param name="onLine">Gets its output line by line; without it the program writes to the terminal itself.</param>
    /// <param name="cancellation">Asks it to stop.</param>
    public static async Task<int> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment,
        Action<string>? onLine, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = onLine is not null,
            RedirectStandardError = onLine is not null,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Pass(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Pass(line.Data, onLine);
        process.Start();
        if (onLine is not null)
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        // Ctrl-C in a terminal has reached it already; a signal to this process alone has not.
        await using var stop = cancellation.Register(() => Signals.Send(process.Id, StopSignal.Interrupt));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    private static void Pass(string? line, Action<string>? onLine)
    {
        if (line is not null)
        {
            onLine?.Invoke(line);
        }
    }
}
