using System.Diagnostics;
using Npgsql;

namespace Pengcheng.Testing;

/// <summary>The one PostgreSQL and the one RabbitMQ of a test run, started by <c>./build.sh test</c>.</summary>
public static class TestServers
{
    /// <summary>Connection string of the run's PostgreSQL, as administrator.</summary>
    public static string Postgres => Needed("PENGCHENG_POSTGRES");

    /// <summary>AMQP URL of the run's RabbitMQ, as administrator.</summary>
    public static string RabbitMq => Needed("PENGCHENG_RABBITMQ");

    /// <summary>A new database of its own, so that tests share no state.</summary>
    /// <param name="purpose">Part of its name.</param>
    public static async Task<string> NewDatabase(string purpose)
    {
        var name = $"{purpose}_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name, MaxPoolSize = 40 }.ConnectionString;
    }

    /// <summary>A new virtual host of its own.</summary>
    public static async Task<string> NewVirtualHost(string purpose)
    {
        var name = $"{purpose}-{Guid.NewGuid():N}";
        var url = new Uri(RabbitMq);
        await RabbitMqCtl("add_vhost", name);
        await RabbitMqCtl("set_permissions", "-p", name, url.UserInfo.Split(':')[0], ".*", ".*", ".*");
        return new UriBuilder(url) { Path = name }.Uri.ToString();
    }

    /// <summary>The broker turns everyone away from a virtual host, and only from this: other tests may be at work.</summary>
    /// <param name="rabbitMq">As from <see cref="NewVirtualHost"/>.</param>
    public static async Task BrokerAway(string rabbitMq)
    {
        var name = new Uri(rabbitMq).AbsolutePath[1..];
        await RabbitMqCtl("set_vhost_limits", "-p", name, """{"max-connections": 0}""");
        await RabbitMqCtl("close_all_connections", "-p", name, "outage");
    }

    /// <summary>It lets everyone in again.</summary>
    public static Task BrokerBack(string rabbitMq) => RabbitMqCtl("clear_vhost_limits", "-p", new Uri(rabbitMq).AbsolutePath[1..]);

    /// <summary>Runs rabbitmqctl against the run's broker.</summary>
    public static async Task RabbitMqCtl(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Needed("PENGCHENG_RABBITMQ_CTL"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"rabbitmqctl {string.Join(' ', arguments)}: {await output}{await errors}");
    }

    private static string Needed(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new InvalidOperationException($"{variable} is not set: run the tests with ./build.sh test, which starts the servers.");
}
