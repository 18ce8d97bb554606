using System.Collections;
using System.Globalization;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>The files and variables that make a RabbitMQ node private: own name service, ports, cookie and data.</summary>
internal sealed record RabbitMqNode(RabbitMqPrograms Programs, string Folder, Account? Account, int Amqp, int Epmd, int Distribution)
{
    private const string Name = "pengcheng@localhost";

    /// <summary>Erlang would listen on every address for its nodes.</summary>
    private const string LoopbackOnly = "-kernel inet_dist_use_interface {127,0,0,1}";

    /// <summary>Writes everything that the node reads when it boots.</summary>
    public void WriteFiles(string cookie, string definitions)
    {
        Directory.CreateDirectory(Folder);
        var cookieFile = Path.Combine(Folder, ".erlang.cookie");
        File.Delete(cookieFile);
        PrivateFile.Write(cookieFile, cookie);
        PrivateFile.Write(Path.Combine(Folder, "definitions.json"), definitions);
        File.WriteAllText(Path.Combine(Folder, "enabled_plugins"), "[].\n");
        File.WriteAllText(Path.Combine(Folder, "env.conf"), "");
        // The parser of this file takes ASCII only: no path may be in it, the node starts in its folder.
        File.WriteAllText(Path.Combine(Folder, "rabbitmq.conf"), $"""
            listeners.tcp.local = 127.0.0.1:{Amqp.ToString(CultureInfo.InvariantCulture)}
            load_definitions = definitions.json
            log.console = false
            log.file.level = info
            vm_memory_high_watermark.relative = 0.4
            disk_free_limit.absolute = 200MB
            raft.wal_max_size_bytes = 64000000

            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(cookieFile, UnixFileMode.UserRead);
        }

        Account?.Own(Folder);
    }

    /// <summary>The node's variables. Those that a person has set for another RabbitMQ are removed.</summary>
    public IReadOnlyDictionary<string, string?> Environment
    {
        get
        {
            var variables = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
                .Select(entry => (string)entry.Key)
                .Where(name => name.StartsWith("RABBITMQ_", StringComparison.Ordinal) || name.StartsWith("ERL_", StringComparison.Ordinal))
                .ToDictionary(name => name, _ => (string?)null);
            foreach (var (name, value) in OwnVariables)
            {
                variables[name] = value;
            }

            return variables;
        }
    }

    /// <summary>Erlang's name service, run in the foreground so that it ends with everything else.</summary>
    public ProcessSpec EpmdSpec(string logs) => Spec("epmd", logs, [Programs.Epmd, "-port", Number(Epmd), "-address", "127.0.0.1"], 4);

    /// <summary>The broker.</summary>
    public ProcessSpec BrokerSpec(string logs) => Spec("rabbitmq", logs, [Programs.Server], 3);

    /// <summary>A script that runs <c>rabbitmqctl</c> against this node with whatever arguments it is given.</summary>
    public string WriteControlScript(string folder)
    {
        var script = Path.Combine(folder, "rabbitmqctl");
        var exports = string.Join('\n', OwnVariables.Select(one => $"export {one.Key}={Quote(one.Value)}"));
        var command = string.Join(' ', (Account?.Prefix ?? []).Append(Programs.Control).Select(Quote));
        PrivateFile.Write(script, $"#!/bin/sh\n{exports}\ncd {Quote(Folder)}\nexec {command} -n {Name} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return script;
    }

    private IEnumerable<KeyValuePair<string, string>> OwnVariables => new Dictionary<string, string>
    {
        ["HOME"] = Folder,
        ["LC_ALL"] = "C.UTF-8",
        ["RABBITMQ_NODENAME"] = Name,
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(Folder, "rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(Folder, "advanced.config"),
        ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(Folder, "env.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(Folder, "enabled_plugins"),
        ["RABBITMQ_DIST_PORT"] = Number(Distribution),
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = LoopbackOnly,
        ["RABBITMQ_CTL_ERL_ARGS"] = LoopbackOnly,
        ["ERL_EPMD_PORT"] = Number(Epmd),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        // Erlang starts a name service that outlives it when it finds none: ours is always there first, or is coming back.
        ["ERL_FLAGS"] = "-start_epmd false",
        // Makes the start script become the broker instead of staying its parent.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };

    private ProcessSpec Spec(string name, string logs, IReadOnlyList<string> command, int stopOrder) => new(name, command)
    {
        LogFile = Path.Combine(logs, name + ".log"),
        Marker = name == "epmd" ? "epmd" : "rabbit",
        RunAs = Account,
        WorkingDirectory = Folder,
        Environment = Environment,
        StopOrder = stopOrder,
    };

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
