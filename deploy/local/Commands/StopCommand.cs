using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Commands;

/// <summary>Stops a running platform, or what a killed runner left behind.</summary>
internal static class StopCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static async Task<int> RunAsync()
    {
        var layout = Layout.Find();
        if (State.Read(layout) is not { } state)
        {
            Console.WriteLine(Words.Pick("Nothing is running.", "没有正在运行的平台。"));
            return 0;
        }

        if (!state.Runner.IsAlive)
        {
            var stopped = await Leftovers.StopAsync(state);
            File.Delete(layout.StateFile);
            Console.WriteLine(Words.Pick(
                $"The runner was gone; stopped {stopped.Count} processes that it left.",
                $"运行器已不在,停止了其遗留的 {stopped.Count} 个进程。"));
            return 0;
        }

        Signals.Send(state.Runner.Pid, StopSignal.Terminate);
        if (await Leftovers.EndsAsync(state.Runner, Limit))
        {
            Console.WriteLine(Words.Pick("Stopped.", "已停止。"));
            return 0;
        }

        Console.Error.WriteLine(Words.Pick(
            $"The runner (process {state.Runner.Pid}) is still stopping.", $"运行器(进程 {state.Runner.Pid})仍在停止中。"));
        return 1;
    }
}
