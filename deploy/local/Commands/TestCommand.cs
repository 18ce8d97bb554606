using System.Globalization;
using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Commands;

/// <summary>Starts one PostgreSQL and one RabbitMQ, runs every test against them, and counts.</summary>
internal static class TestCommand
{
    /// <summary>The variable that tells tests which processes the servers are.</summary>
    public const string StateVariable = "PENGCHENG_SERVERS_STATE";

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var interrupts = new Interrupts();
        var standard = Layout.Find();
        await SweepAsync(standard);
        var own = $"test-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        var layout = Layout.Find(Path.Combine(standard.Root, own));
        var session = await Session.OpenAsync(layout, Show)
            ?? throw new StartFailedException($"{layout.Root} is in use.");
        var summary = new TestSummary();
        var code = 1;
        LocalServers? servers = null;
        try
        {
            interrupts.OnSecond(session.StopAtOnce);
            servers = await StartDisplay.RunAsync(progress =>
                LocalServers.StartAsync(session, progress, durable: false, interrupts.Token));
            var environment = new Dictionary<string, string>
            {
                [LocalServers.PostgresVariable] = servers.PostgresAdmin,
                [LocalServers.RabbitMqVariable] = servers.RabbitMqAdmin,
                [LocalServers.ControlVariable] = servers.RabbitMqCtl ?? "",
                [StateVariable] = layout.StateFile,
            };
            string[] command =
            [
                "test", "--solution", Path.Combine(layout.Repository, "Pengcheng.slnx"), "--no-build", "--no-restore",
                "-c", CultureInfo.InvariantCulture.TextInfo.ToTitleCase(layout.Configuration),
                "--results-directory", Path.Combine(layout.Repository, ".build", "test-results"), .. arguments,
            ];
            code = await Foreground.RunAsync(Layout.Dotnet, command, environment, line =>
            {
                Console.WriteLine(line);
                summary.Read(line);
            }, interrupts.Token);
        }
        catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
        {
            code = 130;
        }
        finally
        {
            await session.DisposeAsync();
            await (servers?.DisposeAsync() ?? ValueTask.CompletedTask);
            DataFolder.Wipe(layout);
            Directory.Delete(layout.Root, recursive: true);
        }

        Console.WriteLine(summary.ClosingLine);
        return summary.ExitCode(code);
    }

    /// <summary>A test run that was killed leaves its servers and its folder.</summary>
    private static async Task SweepAsync(Layout standard)
    {
        Directory.CreateDirectory(standard.Root);
        foreach (var folder in Directory.GetDirectories(standard.Root, "test-*"))
        {
            var left = Layout.Find(folder);
            if (RunnerLock.TryTake(left) is { } free)
            {
                using (free)
                {
                    if (State.Read(left) is { } state)
                    {
                        await Leftovers.StopAsync(state);
                    }

                    DataFolder.Wipe(left);
                    Directory.Delete(folder, recursive: true);
                }
            }
        }
    }

    private static void Show(string name, string line)
    {
        if (name == Roster.Runner)
        {
            Console.WriteLine(line);
        }
    }
}
