using Npgsql;
using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;
using Pengcheng.Testing;

namespace Pengcheng.Local.Tests;

/// <summary>Starts a PostgreSQL and a RabbitMQ of its own, whatever servers the run itself has.</summary>
[NonParallelizable]
public sealed class LocalServersTests
{
    private static readonly string[] Variables =
        [LocalServers.PostgresVariable, LocalServers.RabbitMqVariable, LocalServers.ControlVariable];

    private readonly Dictionary<string, string?> _given = [];
    private Scratch _scratch = null!;

    [SetUp]
    public void HideTheRunsServers()
    {
        _scratch = new Scratch();
        foreach (var variable in Variables)
        {
            _given[variable] = Environment.GetEnvironmentVariable(variable);
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [TearDown]
    public void ShowThemAgain()
    {
        foreach (var (variable, value) in _given)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        _scratch.Dispose();
    }

    [Test]
    public async Task Servers_start_separate_the_services_survive_kills_keep_data_and_leave_nothing_behind()
    {
        var seen = new List<ProcessIdentity>();
        var session = (await Open())!;
        await using (session)
        {
            var servers = await LocalServers.StartAsync(session, new SilentProgress());
            var connections = await servers.ProvisionAsync("");
            seen.AddRange(Identities(session));

            await Each_role_reaches_only_its_own_database(connections);
            await Each_broker_user_is_let_in(connections, servers);
            await A_second_platform_can_share_them(servers);
            await Killed_servers_come_back(session, connections);
            seen.AddRange(Identities(session));

            await Run(connections.Databases["escrow"], "create table kept (id int)");
            Assert.That(await Open(), Is.Null, "a second runner on the same folder");
        }

        Assert.That(seen.Where(process => process.IsAlive), Is.Empty);
        Assert.That(File.Exists(_scratch.Layout.StateFile), Is.False);

        await using (var again = (await Open())!)
        {
            var servers = await LocalServers.StartAsync(again, new SilentProgress());
            var connections = await servers.ProvisionAsync("");
            Assert.That(async () => await Run(connections.Databases["escrow"], "select from kept"), Throws.Nothing);
            seen.AddRange(Identities(again));
        }

        Assert.That(seen.Where(process => process.IsAlive), Is.Empty);
    }

    private static async Task Each_role_reaches_only_its_own_database(ServiceConnections connections)
    {
        foreach (var (service, connection) in connections.Databases)
        {
            await Run(connection, "create schema mine");
            foreach (var other in ServiceCatalogue.Databases.Except([service]).Append("postgres"))
            {
                var foreign = new NpgsqlConnectionStringBuilder(connection) { Database = other, Pooling = false }.ConnectionString;
                Assert.That(async () => await Run(foreign, "select 1"),
                    Throws.TypeOf<PostgresException>().With.Property(nameof(PostgresException.SqlState)).EqualTo("42501"));
            }
        }
    }

    private static async Task Each_broker_user_is_let_in(ServiceConnections connections, LocalServers servers)
    {
        foreach (var url in connections.Brokers.Values)
        {
            Assert.That(await RabbitMqServer.AnswersAsync(url), Is.True);
            var wrong = new UriBuilder(url) { Password = "wrong" }.Uri.ToString();
            Assert.That(await RabbitMqServer.AnswersAsync(wrong), Is.False);
        }

        var status = Shell.Run(servers.RabbitMqCtl!, ["list_vhosts", "-q"]);
        Assert.That(status.Output, Does.Contain(RabbitMqServer.VirtualHost).And.Not.Contain("\n/\n"));
    }

    private static async Task A_second_platform_can_share_them(LocalServers servers)
    {
        var second = await servers.ProvisionAsync("second_");

        Assert.That(new NpgsqlConnectionStringBuilder(second.Databases["escrow"]).Database, Is.EqualTo("second_escrow"));
        Assert.That(await RabbitMqServer.AnswersAsync(second.Brokers["escrow"]), Is.True);
    }

    private static async Task Killed_servers_come_back(Session session, ServiceConnections connections)
    {
        foreach (var killed in session.Roster.Entries)
        {
            Signals.Send(killed.Identity!.Pid, StopSignal.Kill);
        }

        await Eventually.Holds(() => Answers(connections.Databases["escrow"]), "PostgreSQL is back on its port");
        await Eventually.Holds(() => RabbitMqServer.AnswersAsync(connections.Brokers["escrow"]), "RabbitMQ is back on its port");
        Assert.That(State.Read(session.Layout)!.Processes.Select(entry => entry.Identity!.IsAlive), Is.All.True);
    }

    private Task<Session?> Open() => Session.OpenAsync(_scratch.Layout, (_, _) => { });

    private static IEnumerable<ProcessIdentity> Identities(Session session) =>
        session.Roster.Entries.Select(entry => entry.Identity!);

    private static async Task<bool> Answers(string connection)
    {
        try
        {
            await Run(connection, "select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task Run(string connection, string statement)
    {
        await using var database = new NpgsqlConnection(connection + ";Pooling=false");
        await database.OpenAsync();
        await using var command = new NpgsqlCommand(statement, database);
        await command.ExecuteNonQueryAsync();
    }
}
