using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Commands;

/// <summary>Starts the platform and keeps it in the foreground until Ctrl-C.</summary>
internal static class RunCommand
{
    /// <summary>The exit code when a platform is already up.</summary>
    public const int AlreadyUp = 3;

    public static async Task<int> RunAsync(bool fresh, bool quiet, bool background, PlatformOptions options)
    {
        using var interrupts = new Interrupts();
        var relay = new LogRelay(StartDisplay.IsTerminal);
        var layout = Layout.Find();
        var session = await Session.OpenAsync(layout, relay.Show, fresh, stablePorts: true);
        if (session is null)
        {
            return Refuse(layout);
        }

        LocalServers? servers = null;
        try
        {
            _ = options.GatewayPort is { } port ? new Ports(stable: true).TakeExactly(port) : 0;
            interrupts.OnSecond(session.StopAtOnce);
            var since = TimeProvider.System.GetTimestamp();
            await StartDisplay.RunAsync(async progress =>
            {
                servers = await LocalServers.StartAsync(session, progress, cancellation: interrupts.Token);
                return await Platform.StartAsync(session, servers, options, progress, interrupts.Token);
            });
            var took = TimeProvider.System.GetElapsedTime(since);
            if (!background)
            {
                AddressTable.Print(session.Current);
                Console.WriteLine(Words.Pick(
                    $"Ready after {took.TotalSeconds:0.0} s. Ctrl-C stops everything. Logs: {layout.Logs}",
                    $"启动完成,用时 {took.TotalSeconds:0.0} 秒。按 Ctrl-C 全部停止。日志目录:{layout.Logs}"));
            }

            if (!quiet && !background)
            {
                relay.Open();
            }

            await interrupts.WaitAsync();
            return 0;
        }
        catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
        {
            return 130;
        }
        finally
        {
            relay.Show(Roster.Runner, Words.Pick("stopping ...", "正在停止……"));
            await session.DisposeAsync();
            await (servers?.DisposeAsync() ?? ValueTask.CompletedTask);
            relay.Show(Roster.Runner, Words.Pick("stopped.", "已停止。"));
        }
    }

    private static int Refuse(Layout layout)
    {
        var state = State.Read(layout);
        if (state is { Ready: true })
        {
            Console.WriteLine(Words.Pick(
                $"The platform is already up (process {state.Runner.Pid}). ./build.sh stop stops it.",
                $"平台已在运行(进程 {state.Runner.Pid})。./build.sh stop 可停止它。"));
            AddressTable.Print(state);
        }
        else
        {
            Console.WriteLine(Words.Pick(
                "Another run is starting or stopping at this moment.", "另一个运行实例正在启动或停止。"));
        }

        return AlreadyUp;
    }
}
