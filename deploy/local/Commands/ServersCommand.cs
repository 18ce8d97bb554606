using Pengcheng.Local.Display;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Commands;

/// <summary>Starts PostgreSQL and RabbitMQ alone, for working on one service, and says how to reach them.</summary>
internal static class ServersCommand
{
    public static async Task<int> RunAsync()
    {
        using var interrupts = new Interrupts();
        var relay = new LogRelay(StartDisplay.IsTerminal);
        var standard = Layout.Find();
        var layout = Layout.Find(Path.Combine(standard.Root, "servers"));
        await using var session = await Session.OpenAsync(layout, relay.Show, stablePorts: true);
        if (session is null)
        {
            Console.WriteLine(Words.Pick("The servers are already up.", "服务器已在运行。"));
            return RunCommand.AlreadyUp;
        }

        interrupts.OnSecond(session.StopAtOnce);
        try
        {
            await using var servers = await StartDisplay.RunAsync(
                progress => LocalServers.StartAsync(session, progress, cancellation: interrupts.Token));
            Console.WriteLine($"export {LocalServers.PostgresVariable}='{servers.PostgresAdmin}'");
            Console.WriteLine($"export {LocalServers.RabbitMqVariable}='{servers.RabbitMqAdmin}'");
            Console.WriteLine($"export {LocalServers.ControlVariable}='{servers.RabbitMqCtl}'");
            await interrupts.WaitAsync();
            return 0;
        }
        catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
        {
            return 130;
        }
    }
}
