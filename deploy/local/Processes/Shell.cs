using System.ComponentModel;
using System.Diagnostics;

namespace Pengcheng.Local.Processes;

/// <summary>What a short-lived program answered.</summary>
public sealed record ShellAnswer(int ExitCode, string Output);

/// <summary>Runs programs that end by themselves.</summary>
public static class Shell
{
    /// <summary>Runs and waits. Output and errors come together.</summary>
    public static ShellAnswer Run(string program, IReadOnlyList<string> arguments) =>
        RunAsync(program, arguments, null, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs, hands each line on while it comes, and ends the program when cancelled.</summary>
    public static async Task<ShellAnswer> RunAsync(
        string program, IReadOnlyList<string> arguments, Action<string>? onLine, CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var lines = new List<string>();
        void Collect(object sender, DataReceivedEventArgs received)
        {
            if (received.Data is { } line)
            {
                lock (lines)
                {
                    lines.Add(line);
                }

                onLine?.Invoke(line);
            }
        }

        process.OutputDataReceived += Collect;
        process.ErrorDataReceived += Collect;
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            return new ShellAnswer(127, missing.Message);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (lines)
        {
            return new ShellAnswer(process.ExitCode, string.Join('\n', lines));
        }
    }

    /// <summary>Full path of a program on the search path or in one of the folders given first.</summary>
    public static string? Find(string program, params IEnumerable<string> folders) =>
        folders
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .Concat(["/usr/sbin", "/usr/local/sbin", "/sbin"])
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
