using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Pengcheng.Local.Processes;

/// <summary>How a process is asked to end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StopSignal>))]
public enum StopSignal
{
    /// <summary>SIGINT: PostgreSQL's fast shutdown.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL: nothing is asked.</summary>
    Kill = 9,

    /// <summary>SIGTERM: finish what is under way and end.</summary>
    Terminate = 15,
}

/// <summary>Sends signals, which the class library itself cannot.</summary>
public static partial class Signals
{
    /// <summary>Sends the signal. A process that is already gone is no error.</summary>
    public static void Send(int pid, StopSignal signal) => Raw(pid, (int)signal);

    /// <summary>Stops a process without ending it (SIGSTOP).</summary>
    public static void Freeze(int pid) => Raw(pid, OperatingSystem.IsMacOS() ? 17 : 19);

    /// <summary>Lets a stopped process go on (SIGCONT).</summary>
    public static void Thaw(int pid) => Raw(pid, OperatingSystem.IsMacOS() ? 19 : 18);

    private static void Raw(int pid, int signal)
    {
        if (pid > 1)
        {
            _ = Kill(pid, signal);
        }
    }

    /// <summary>
    /// Makes Ctrl-C count again: a shell script starts background programs with it ignored, and whoever sends it to a runner by
    /// its number means it.
    /// </summary>
    public static void HeedInterrupts() => _ = SetHandler((int)StopSignal.Interrupt, IntPtr.Zero);

    /// <summary>The effective user is the system's administrator.</summary>
    public static bool IsRoot => !OperatingSystem.IsWindows() && EffectiveUser() == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial IntPtr SetHandler(int signal, IntPtr handler);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint EffectiveUser();
}
