using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Commands;

/// <summary>Plays a case through the gateway of the running platform, or of one that lives as long as the play.</summary>
internal static class DemoCommand
{
    private const string Project = "Pengcheng.Demo";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var interrupts = new Interrupts();
        var layout = Layout.Find();
        if (!File.Exists(layout.Program(Project)))
        {
            throw new StartFailedException($"{Project} is not built.");
        }

        if (State.Read(layout) is { Ready: true, Gateway: { } gateway } state && state.Runner.IsAlive
            && await Health.IsReadyAsync(gateway, interrupts.Token))
        {
            return await PlayAsync(layout, arguments, interrupts.Token);
        }

        var session = await Session.OpenAsync(layout, (_, _) => { }, stablePorts: true);
        if (session is null)
        {
            throw new StartFailedException(Words.Pick(
                "A platform is starting or stopping, or is not healthy. Look at its terminal, then try again.",
                "平台正在启动、停止或不健康。请查看其终端后重试。"));
        }

        interrupts.OnSecond(session.StopAtOnce);
        LocalServers? servers = null;
        try
        {
            await StartDisplay.RunAsync(async progress =>
            {
                servers = await LocalServers.StartAsync(session, progress, cancellation: interrupts.Token);
                return await Platform.StartAsync(session, servers, new PlatformOptions(), progress, interrupts.Token);
            });
            return await PlayAsync(layout, arguments, interrupts.Token);
        }
        catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
        {
            return 130;
        }
        finally
        {
            await session.DisposeAsync();
            await (servers?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static Task<int> PlayAsync(Layout layout, IReadOnlyList<string> arguments, CancellationToken cancellation) =>
        Foreground.RunAsync(
            Layout.Dotnet, [layout.Program(Project), "--state", layout.StateFile, .. arguments],
            new Dictionary<string, string>(), onLine: null, cancellation);
}
