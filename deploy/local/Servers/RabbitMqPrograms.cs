using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>An installed RabbitMQ with its Erlang.</summary>
/// <param name="Server">The server's start script.</param>
/// <param name="Control">Its <c>rabbitmqctl</c>.</param>
/// <param name="Epmd">Erlang's port mapper.</param>
public sealed record RabbitMqPrograms(string Server, string Control, string Epmd)
{
    /// <summary>The installation on this machine, if there is one.</summary>
    public static RabbitMqPrograms? Find()
    {
        // Debian's commands on the search path are wrappers that insist on the system's own node; the scripts below are not.
        string[] folders = ["/usr/lib/rabbitmq/bin", "/opt/homebrew/sbin", "/usr/local/opt/rabbitmq/sbin"];
        var server = Shell.Find("rabbitmq-server", folders);
        var control = Shell.Find("rabbitmqctl", folders);
        string[] erlang = Directory.Exists("/usr/lib/erlang")
            ? Directory.GetDirectories("/usr/lib/erlang", "erts-*").Select(folder => Path.Combine(folder, "bin")).ToArray()
            : [];
        var epmd = Shell.Find("epmd", erlang);
        return server is null || control is null || epmd is null ? null : new RabbitMqPrograms(server, control, epmd);
    }
}
