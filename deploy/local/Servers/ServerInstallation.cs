using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>Brings the server programs onto a Debian or Ubuntu machine, for root.</summary>
internal static class ServerInstallation
{
    /// <summary>Whether this machine and this user allow it.</summary>
    public static bool IsPossible => Signals.IsRoot && File.Exists("/etc/debian_version") && Shell.Find("apt-get") is not null;

    // Asked by the packages' scripts before they start a server of the machine's own, with ports open to the network. None is wanted.
    private const string Policy = "/usr/sbin/policy-rc.d";

    /// <summary>Installs the packages and shows what the installer says. Programs come; servers are not started.</summary>
    public static async Task RunAsync(IReadOnlyList<string> packages, IStartProgress progress, CancellationToken cancellation)
    {
        var what = string.Join(", ", packages);
        progress.Begin("apt-get", Words.Pick($"installing {what}", $"正在安装 {what}"));
        var environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive" };
        string[][] commands =
        [
            ["update", "-q"],
            ["install", "-q", "-y", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0", .. packages],
        ];
        var ownPolicy = !File.Exists(Policy);
        try
        {
            if (ownPolicy)
            {
                WriteProgram(Policy, StartNothingWhile(Environment.ProcessId));
            }

            foreach (var command in commands)
            {
                var answer = await Shell.RunAsync(
                    "apt-get", command, line => progress.Begin("apt-get", line.Trim()), cancellation, environment);
                if (answer.ExitCode != 0)
                {
                    throw new StartFailedException($"apt-get {command[0]} failed.\n{answer.Output}");
                }
            }
        }
        finally
        {
            if (ownPolicy)
            {
                File.Delete(Policy);
            }
        }

        progress.Done("apt-get", what);
        if (Directory.Exists("/run/systemd/system"))
        {
            progress.Note(Words.Pick(
                $"The machine's own {what} were not started, but will be at the next boot: systemctl disable {string.Join(' ', packages)} prevents it.",
                $"系统自带的 {what} 服务未启动,但下次开机会启动;执行 systemctl disable {string.Join(' ', packages)} 可避免。"));
        }
    }

    /// <summary>A policy that denies every start (101) as long as a process lives: one that a killed run leaves denies nothing.</summary>
    internal static string StartNothingWhile(int process) => $"#!/bin/sh\nkill -0 {process} 2>/dev/null && exit 101\nexit 0\n";

    internal static void WriteProgram(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
