using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>Brings the server programs onto a Debian or Ubuntu machine, for root.</summary>
internal static class ServerInstallation
{
    /// <summary>Whether this machine and this user allow it.</summary>
    public static bool IsPossible => Signals.IsRoot && File.Exists("/etc/debian_version") && Shell.Find("apt-get") is not null;

    /// <summary>Installs the packages and shows what the installer says.</summary>
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
        foreach (var command in commands)
        {
            var answer = await Shell.RunAsync(
                "apt-get", command, line => progress.Begin("apt-get", line.Trim()), cancellation, environment);
            if (answer.ExitCode != 0)
            {
                throw new StartFailedException($"apt-get {command[0]} failed.\n{answer.Output}");
            }
        }

        progress.Done("apt-get", what);
    }
}
