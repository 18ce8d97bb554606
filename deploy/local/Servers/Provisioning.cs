using Npgsql;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>Gives each service its own database with a role that can reach no other, and its own user of the broker.</summary>
internal static class Provisioning
{
    /// <summary>Makes what is missing; answers each service's connection string.</summary>
    /// <param name="admin">The administrator's connection string.</param>
    /// <param name="prefix">Before every name, so that several platforms can share a server.</param>
    /// <param name="passwords">Passwords by service.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<IReadOnlyDictionary<string, string>> DatabasesAsync(
        string admin, string prefix, IReadOnlyDictionary<string, string> passwords, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(admin + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var connections = new Dictionary<string, string>();
        foreach (var (service, password) in passwords)
        {
            var name = prefix + service;
            if (!await ExistsAsync(connection, "select 1 from pg_roles where rolname = $1", name, cancellation))
            {
                await RunAsync(connection, $"create role \"{name}\" login", cancellation);
            }

            // Generated from letters and digits: nothing to escape, and a statement like this takes no parameters.
            await RunAsync(connection, $"alter role \"{name}\" password '{password}'", cancellation);
            if (!await ExistsAsync(connection, "select 1 from pg_database where datname = $1", name, cancellation))
            {
                // The administrator of a hosted server is no superuser and must belong to the role that it gives a database to.
                await RunAsync(connection, $"grant \"{name}\" to current_user", cancellation);
                await RunAsync(connection, $"create database \"{name}\" owner \"{name}\"", cancellation);
                await RunAsync(connection, $"revoke \"{name}\" from current_user", cancellation);
            }

            await RunAsync(connection, $"revoke connect, temporary on database \"{name}\" from public", cancellation);
            connections[service] = new NpgsqlConnectionStringBuilder(admin)
            {
                Database = name,
                Username = name,
                Password = password,
            }.ConnectionString;
        }

        return connections;
    }

    /// <summary>On a server that is all ours, closes the databases that PostgreSQL itself brings to the services' roles.</summary>
    public static async Task CloseOwnServerAsync(string admin, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(admin + ";Pooling=false");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await RunAsync(connection, "revoke connect on database postgres from public", cancellation);
        await RunAsync(connection, "revoke connect on database template1 from public", cancellation);
    }

    /// <summary>Makes a virtual host and users through <c>rabbitmqctl</c>; answers each service's URL.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> BrokerAsync(
        Session session, string admin, string control, string prefix, CancellationToken cancellation)
    {
        var virtualHost = prefix + RabbitMqServer.VirtualHost;
        var administrator = new Uri(admin);
        var users = session.Secrets.Brokers
            .Select(one => new BrokerDefinitions.User(prefix + one.Key, one.Value))
            .ToList();

        // Read by the broker's own user, through the command's standard input: no file with passwords is left behind.
        var file = Path.Combine(session.Layout.Root, "definitions.json");
        PrivateFile.Write(file, BrokerDefinitions.For(virtualHost, users));
        var answer = await Shell.RunAsync(
            "/bin/sh", ["-c", "exec \"$0\" import_definitions --format json <\"$1\"", control, file], null, cancellation);
        File.Delete(file);
        if (answer.ExitCode != 0)
        {
            throw new StartFailedException($"RabbitMQ refuses the platform's users.\n{answer.Output}");
        }

        return session.Secrets.Brokers.ToDictionary(
            one => one.Key,
            one => $"amqp://{prefix}{one.Key}:{one.Value}@{administrator.Host}:{administrator.Port}/{virtualHost}");
    }

    private static async Task<bool> ExistsAsync(
        NpgsqlConnection connection, string query, string name, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(query, connection);
        command.Parameters.AddWithValue(name);
        return await command.ExecuteScalarAsync(cancellation) is not null;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements about roles take no parameters; every word in them is this program's own.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
