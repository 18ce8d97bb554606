using System.Globalization;
using Npgsql;
using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>PostgreSQL and RabbitMQ as containers, for machines that have an engine but not the programs.</summary>
internal sealed class ComposeServers(Session session)
{
    private const string Admin = "pengcheng_admin";

    private readonly Dictionary<string, string> _variables = [];

    private string[] Compose =>
        ["compose", "-p", Project(session.Layout), "-f", Path.Combine(session.Layout.Repository, "deploy", "compose", "servers.yaml")];

    private static string Project(Layout layout) => $"pengcheng-{layout.Fingerprint}";

    /// <summary>Whether an engine answers.</summary>
    public static bool IsPossible =>
        Shell.Find("docker") is not null
        && Shell.Run("docker", ["info"]).ExitCode == 0
        && Shell.Run("docker", ["compose", "version"]).ExitCode == 0;

    /// <summary>Throws away the containers' data, if there ever were any.</summary>
    public static async Task WipeAsync(Layout layout)
    {
        var folder = Path.Combine(layout.Root, "compose");
        if (Directory.Exists(folder))
        {
            await Shell.RunAsync("docker", ["compose", "-p", Project(layout), "down", "-v"], null, CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Starts those that are wanted and waits until they are healthy.</summary>
    public async Task<(string Postgres, string RabbitMq, string Control)> StartAsync(
        IReadOnlyList<string> wanted, IStartProgress progress, CancellationToken cancellation)
    {
        progress.Begin("Docker Compose", string.Join(", ", wanted));
        var folder = Path.Combine(session.Layout.Root, "compose");
        Directory.CreateDirectory(folder);
        var definitions = Path.Combine(folder, "definitions.json");
        var users = ServiceCatalogue.Databases
            .Select(service => new BrokerDefinitions.User(service, session.Secrets.Brokers[service]))
            .Prepend(new BrokerDefinitions.User(Admin, session.Secrets.RabbitMqAdmin, Administrator: true));
        await File.WriteAllTextAsync(definitions, BrokerDefinitions.For(RabbitMqServer.VirtualHost, users), cancellation);

        var (postgres, rabbit) = (session.Ports.Take(17432), session.Ports.Take(17672));
        _variables["PENGCHENG_POSTGRES_PORT"] = postgres.ToString(CultureInfo.InvariantCulture);
        _variables["PENGCHENG_POSTGRES_PASSWORD"] = session.Secrets.PostgresAdmin;
        _variables["PENGCHENG_RABBITMQ_PORT"] = rabbit.ToString(CultureInfo.InvariantCulture);
        _variables["PENGCHENG_RABBITMQ_DEFINITIONS"] = definitions;
        var answer = await Shell.RunAsync(
            "docker", [.. Compose, "up", "-d", "--wait", .. wanted], line => progress.Begin("Docker Compose", line), cancellation, _variables);
        if (answer.ExitCode != 0)
        {
            throw new StartFailedException($"docker compose up failed.\n{answer.Output}");
        }

        progress.Done("Docker Compose", $"PostgreSQL 127.0.0.1:{postgres}, RabbitMQ 127.0.0.1:{rabbit}");
        return (
            new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = postgres,
                Database = "postgres",
                Username = Admin,
                Password = session.Secrets.PostgresAdmin,
            }.ConnectionString,
            $"amqp://{Admin}:{session.Secrets.RabbitMqAdmin}@127.0.0.1:{rabbit}/{RabbitMqServer.VirtualHost}",
            WriteControlScript());
    }

    /// <summary>Stops the containers; their volumes stay.</summary>
    public async Task StopAsync()
    {
        var answer = await Shell.RunAsync("docker", [.. Compose, "down"], null, CancellationToken.None, _variables);
        if (answer.ExitCode != 0)
        {
            session.Roster.Say($"docker compose down failed: {answer.Output}");
        }
    }

    private string WriteControlScript()
    {
        var script = Path.Combine(session.Layout.Root, "rabbitmqctl");
        PrivateFile.Write(script, $"#!/bin/sh\nexec docker exec -i \"$(docker ps -q -f label=com.docker.compose.project={Project(session.Layout)}"
            + " -f label=com.docker.compose.service=rabbitmq)\" rabbitmqctl \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return script;
    }
}
