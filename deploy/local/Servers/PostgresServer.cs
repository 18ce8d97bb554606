using System.Globalization;
using Npgsql;
using Pengcheng.Local.Display;
using Pengcheng.Local.Processes;

namespace Pengcheng.Local.Servers;

/// <summary>A PostgreSQL of our own: own data folder, own port on loopback, no socket file, an unprivileged user.</summary>
internal static class PostgresServer
{
    private const string Admin = "pengcheng_admin";
    private const int PreferredPort = 17432;

    /// <summary>Starts it and answers the administrator's connection string.</summary>
    public static async Task<string> StartAsync(
        Session session, PostgresPrograms programs, bool durable, IStartProgress progress, CancellationToken cancellation)
    {
        progress.Begin("PostgreSQL", Words.Pick("starting", "正在启动"));
        var account = Account.For("postgres", "nobody");
        var folder = DataFolder.Prepare(session.Layout, "postgres", account, progress.Note);
        var data = Path.Combine(folder, "data");
        programs = PostgresPrograms.Find(data) ?? programs;
        if (!File.Exists(Path.Combine(data, "PG_VERSION")))
        {
            progress.Begin("PostgreSQL", Words.Pick("creating the data folder", "正在创建数据目录"));
            await CreateAsync(programs, folder, data, account, session.Secrets.PostgresAdmin, cancellation);
        }

        var failure = "";
        for (var tries = 0; tries < 2; tries++)
        {
            var port = session.Ports.Take(PreferredPort);
            var connection = new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = port,
                Database = "postgres",
                Username = Admin,
                Password = session.Secrets.PostgresAdmin,
            }.ConnectionString;
            var process = session.Roster.Start(Spec(session, programs, folder, data, account, port, durable));
            if (await ServerReady.WaitAsync(process, () => AnswersAsync(connection), cancellation))
            {
                process.KeepAlive();
                progress.Done("PostgreSQL", $"{programs.Major}, 127.0.0.1:{port}");
                return connection;
            }

            await session.Roster.StopAsync(spec => spec == process.Spec);
            failure = string.Join('\n', LogFile.Tail(process.Spec.LogFile, 15));
        }

        throw new StartFailedException($"PostgreSQL does not start.\n{failure}");
    }

    private static async Task CreateAsync(
        PostgresPrograms programs, string folder, string data, Account? account, string password, CancellationToken cancellation)
    {
        // initdb reads the password from a file, and must be allowed to.
        var passwordFile = Path.Combine(folder, "password");
        PrivateFile.Write(passwordFile, password);
        account?.Own(folder);
        string[] command =
        [
            .. account?.Prefix ?? [], Path.Combine(programs.Folder, "initdb"), "-D", data, "-U", Admin, "--pwfile", passwordFile,
            "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync",
        ];
        try
        {
            var answer = await Shell.RunAsync(command[0], command[1..], null, cancellation);
            if (answer.ExitCode != 0)
            {
                throw new StartFailedException($"initdb failed.\n{answer.Output}");
            }
        }
        catch
        {
            // Half a data folder would be taken for a whole one next time.
            if (Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }

            throw;
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private static ProcessSpec Spec(
        Session session, PostgresPrograms programs, string folder, string data, Account? account, int port, bool durable)
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={port.ToString(CultureInfo.InvariantCulture)}", "unix_socket_directories=",
            "max_connections=400", "shared_buffers=128MB", "max_wal_size=1GB", "password_encryption=scram-sha-256",
            "log_min_messages=warning", "logging_collector=off",
            .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=on", "full_page_writes=off"],
        ];
        return new ProcessSpec(
            "postgres",
            [Path.Combine(programs.Folder, "postgres"), "-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })])
        {
            LogFile = Path.Combine(session.Layout.Logs, "postgres.log"),
            Marker = "postgres",
            RunAs = account,
            WorkingDirectory = account is null ? folder : "/",
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["PGDATA"] = null },
            StopSignal = StopSignal.Interrupt,
            StopOrder = 3,
        };
    }

    private static async Task<bool> AnswersAsync(string connection)
    {
        try
        {
            await using var database = new NpgsqlConnection(connection + ";Pooling=false;Timeout=3");
            await database.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
