using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Pengcheng.Fault.Verdict;

/// <summary>Looks into the broker's queues.</summary>
internal static class Queues
{
    /// <summary>The queues that hold anything; of an error queue also why its first message is there.</summary>
    public static async Task<IReadOnlyList<Waiting>> NotEmpty(Site site)
    {
        var listed = await site.BrokerControl("list_queues", "-q", "-p", site.Broker.AbsolutePath.Trim('/'), "--no-table-headers", "name", "messages");
        if (listed.ExitCode != 0) throw new InvalidOperationException($"The broker does not list its queues: {listed.Output}");
        var full = listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Where(fields => fields.Length == 2 && fields[1].Trim() != "0")
            .Select(fields => (Name: fields[0], Messages: long.Parse(fields[1], CultureInfo.InvariantCulture))).ToList();
        var waiting = new List<Waiting>();
        foreach (var (name, messages) in full) waiting.Add(new Waiting(name, messages, IsErrorQueue(name) ? await ReasonIn(site.Broker, name) : null));
        return waiting;
    }

    /// <summary>Where messages end that nobody could handle.</summary>
    public static bool IsErrorQueue(string name) => name.EndsWith("_error", StringComparison.Ordinal) || name.EndsWith("_skipped", StringComparison.Ordinal);

    private static async Task<string?> ReasonIn(Uri broker, string queue)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        // Not acknowledged: it stays there.
        var letter = await channel.BasicGetAsync(queue, autoAck: false);
        return letter?.BasicProperties.Headers?.TryGetValue("MT-Fault-Message", out var text) == true && text is byte[] reason ? Encoding.UTF8.GetString(reason) : null;
    }
}
