using System.Diagnostics;
using System.Globalization;

namespace Pengcheng.Local.Processes;

/// <summary>
/// A process for sure: numbers are given again after a process ended, so its start (clock ticks since boot where the system
/// tells, else seconds) and a word of its command line must agree as well.
/// </summary>
/// <param name="Pid">The process number.</param>
/// <param name="Started">The start, in the unit that the system tells.</param>
/// <param name="Marker">A word that its command line holds.</param>
public sealed record ProcessIdentity(int Pid, long Started, string Marker)
{
    /// <summary>The identity of a living process.</summary>
    public static ProcessIdentity Of(int pid, string marker) => new(pid, StartOf(pid) ?? 0, marker);

    /// <summary>Whether this very process still runs.</summary>
    public bool IsAlive => StartOf(Pid) == Started && CommandLineOf(Pid).Contains(Marker, StringComparison.Ordinal);

    private static long? StartOf(int pid)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(pid);
                return new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
            }

            // The second field is the program's name in brackets and may hold blanks: count from the last bracket.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var gone = fields[0] is "Z" or "X";
            return gone ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static string CommandLineOf(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? File.ReadAllText($"/proc/{pid}/cmdline").Replace('\0', ' ')
                : Shell.Run("ps", ["-o", "command=", "-p", pid.ToString(CultureInfo.InvariantCulture)]).Output;
        }
        catch (IOException)
        {
            return "";
        }
    }
}
