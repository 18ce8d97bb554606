using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Pengcheng.Testing;

/// <summary>The one PostgreSQL and the one RabbitMQ of a test run, started by <c>./build.sh test</c>.</summary>
public static class TestServers
{
    private const int AtOnce = 6;

    private static readonly ConcurrentQueue<string> Unused = [];
    private static readonly SemaphoreSlim Making = new(1, 1);

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
    /// <param name="purpose">Part of its name.</param>
    public static async Task<string> NewVirtualHost(string purpose)
    {
        string? name;
        while (!Unused.TryDequeue(out name))
        {
            await Making.WaitAsync();
            try
            {
                if (Unused.IsEmpty) await MakeVirtualHosts(purpose);
            }
            finally
            {
                Making.Release();
            }
        }

        return new UriBuilder(RabbitMq) { Path = name }.Uri.ToString();
    }

    // Each start of the control program costs more than a virtual host does: some are made at once.
    private static async Task MakeVirtualHosts(string purpose)
    {
        var names = Enumerable.Range(0, AtOnce).Select(_ => $"{purpose}-{Guid.NewGuid():N}").ToList();
        var user = Uri.UnescapeDataString(new Uri(RabbitMq).UserInfo.Split(':')[0]);
        await RabbitMqCtl("eval", $$"""
            [begin
                rabbit_vhost:add(Name, <<"tests">>),
                rabbit_auth_backend_internal:set_permissions(<<"{{user}}">>, Name, <<".*">>, <<".*">>, <<".*">>, <<"tests">>)
            end || Name <- [{{string.Join(", ", names.Select(name => $"<<\"{name}\">>"))}}]], ok.
            """);
        foreach (var name in names) Unused.Enqueue(name);
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
