using Pengcheng.Local.Display;
using Pengcheng.Local.Hosting;
using Pengcheng.Local.Processes;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Pengcheng.Local.Servers;

/// <summary>A RabbitMQ of our own, which no other node or command on the machine can meet by accident.</summary>
internal static class RabbitMqServer
{
    /// <summary>The virtual host of the platform.</summary>
    public const string VirtualHost = "pengcheng";

    private const string Admin = "pengcheng_admin";
    private const int PreferredAmqp = 17672;
    private const int PreferredEpmd = 17369;
    private const int PreferredDistribution = 17673;

    /// <summary>Starts it and answers the administrator's URL and the control script.</summary>
    public static async Task<(string Url, string Control)> StartAsync(
        Session session, RabbitMqPrograms programs, IStartProgress progress, CancellationToken cancellation)
    {
        progress.Begin("RabbitMQ", Words.Pick("starting", "正在启动"));
        var account = Account.For("rabbitmq", "nobody");
        var folder = DataFolder.Prepare(session.Layout, "rabbitmq", account, progress.Note);
        var definitions = BrokerDefinitions.For(VirtualHost,
        [
            new BrokerDefinitions.User(Admin, session.Secrets.RabbitMqAdmin, Administrator: true),
            .. ServiceCatalogue.Databases.Select(service => new BrokerDefinitions.User(service, session.Secrets.Brokers[service])),
        ]);

        var failure = "";
        for (var tries = 0; tries < 2; tries++)
        {
            var node = new RabbitMqNode(
                programs, folder, account,
                session.Ports.Take(PreferredAmqp), session.Ports.Take(PreferredEpmd), session.Ports.Take(PreferredDistribution));
            node.WriteFiles(session.Secrets.ErlangCookie, definitions);
            var url = $"amqp://{Admin}:{session.Secrets.RabbitMqAdmin}@127.0.0.1:{node.Amqp}/{VirtualHost}";
            var epmd = session.Roster.Start(node.EpmdSpec(session.Layout.Logs));
            var broker = session.Roster.Start(node.BrokerSpec(session.Layout.Logs));
            if (await ServerReady.WaitAsync(broker, () => AnswersAsync(url), cancellation))
            {
                epmd.KeepAlive();
                broker.KeepAlive();
                progress.Done("RabbitMQ", $"127.0.0.1:{node.Amqp}");
                return (url, node.WriteControlScript(session.Layout.Root));
            }

            await session.Roster.StopAsync(spec => spec == epmd.Spec || spec == broker.Spec);
            failure = string.Join('\n', LogFile.Tail(broker.Spec.LogFile, 15));
        }

        throw new StartFailedException($"RabbitMQ does not start.\n{failure}");
    }

    /// <summary>Whether the broker lets this user into this virtual host.</summary>
    public static async Task<bool> AnswersAsync(string url)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = new Uri(url), AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync();
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }
}
