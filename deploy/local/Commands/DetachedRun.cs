using System.Diagnostics;
using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Commands;

/// <summary>The same run in the background: back as soon as it is healthy, or has failed.</summary>
internal static class DetachedRun
{
    /// <summary>The option that tells a run that it is one.</summary>
    public const string Background = "--background";

    // What outlives the caller must not keep the caller's files: a lock among them would stay locked.
    private const string Detached =
        "for fd in 3 4 5 6 7 8 9; do eval \"exec $fd>&-\"; done; exec \"$@\" >>\"$0\" 2>&1 </dev/null";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var layout = Layout.Find();
        Directory.CreateDirectory(layout.Root);
        var output = Path.Combine(layout.Root, "detached.out");
        File.Delete(output);

        IEnumerable<string> session = Shell.Find("setsid") is { } setsid ? [setsid] : [];
        string[] command =
        [
            .. session, "/bin/sh", "-c", Detached, output,
            Layout.Dotnet, layout.Program("Pengcheng.Local"), "run", Background, .. arguments,
        ];
        using var runner = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        var told = new FollowedFile(output);
        while (!runner.HasExited)
        {
            var state = State.Read(layout);
            Tell(told);
            if (state is { Ready: true } && state.Runner.Pid == runner.Id)
            {
                AddressTable.Print(state);
                Console.WriteLine(Words.Pick(
                    "The platform runs in the background. ./build.sh stop stops it.", "平台在后台运行。./build.sh stop 可停止它。"));
                return 0;
            }

            await Task.Delay(Look);
        }

        Tell(told);
        return runner.ExitCode;
    }

    private static void Tell(FollowedFile told)
    {
        foreach (var line in told.NewLines())
        {
            Console.WriteLine(line);
        }
    }
}
