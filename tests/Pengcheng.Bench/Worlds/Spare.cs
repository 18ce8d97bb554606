using System.Diagnostics;
using Npgsql;
using Pengcheng.Local.Processes;

namespace Pengcheng.Bench.Worlds;

/// <summary>One more process of a service: as a second replica, or on a database of its own that it has built itself.</summary>
public sealed class Spare : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly World _world;
    private readonly ManagedProcess _process;

    private Spare(World world, ManagedProcess process, string database) => (_world, _process, Database) = (world, process, database);

    /// <summary>Its address.</summary>
    public string Url => _process.Spec.Url!;

    /// <summary>Its process number.</summary>
    public int Pid => _process.Identity.Pid;

    /// <summary>Its database, seen as administrator; empty for a process without one of its own.</summary>
    public string Database { get; }

    /// <summary>From the start of the process to the first 200 of <c>/health/live</c>.</summary>
    public TimeSpan Live { get; private set; }

    /// <summary>From the start of the process to the first 200 of <c>/health/ready</c>.</summary>
    public TimeSpan Ready { get; private set; }

    internal static async Task<Spare> Start(World world, ProcessSpec like, string name, string? database, CancellationToken stop)
    {
        var url = $"http://127.0.0.1:{world.Session.Ports.Take(0)}";
        var environment = new Dictionary<string, string?>(like.Environment) { ["ASPNETCORE_URLS"] = url };
        var own = "";
        if (database is not null)
        {
            var connection = new NpgsqlConnectionStringBuilder(like.Environment["ConnectionStrings__Postgres"]);
            await Sql.Run(world.Admin, $"create database \"{database}\" owner \"{connection.Username}\"", stop);
            connection.Database = database;
            environment["ConnectionStrings__Postgres"] = connection.ConnectionString;
            own = world.Database(database);
        }

        return await Start(world, new ProcessSpec(name, like.Command)
        {
            LogFile = Path.Combine(world.Session.Layout.Logs, name + ".log"),
            Marker = like.Marker,
            Environment = environment,
            WorkingDirectory = like.WorkingDirectory,
            Url = url,
            Relay = true,
        }, own, stop);
    }

    internal static async Task<Spare> Start(World world, ProcessSpec spec, string database, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        var spare = new Spare(world, world.Session.Roster.Start(spec), database);
        try
        {
            spare.Live = await spare.First("/health/live", watch, stop);
            spare.Ready = await spare.First("/health/ready", watch, stop);
            return spare;
        }
        catch
        {
            await spare.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it. Its database stays.</summary>
    public async ValueTask DisposeAsync() => await _world.Session.Roster.StopAsync(spec => spec == _process.Spec);

    private async Task<TimeSpan> First(string path, Stopwatch watch, CancellationToken stop)
    {
        while (true)
        {
            if (_process.Ended.IsCompleted || watch.Elapsed > Patience)
                throw new BenchFailedException($"{_process.Spec.Name} does not answer {path}. {string.Join('\n', LogFile.Tail(_process.Spec.LogFile, 10))}");
            try
            {
                using var answer = await Http.GetAsync(new Uri(Url + path), stop);
                if (answer.IsSuccessStatusCode) return watch.Elapsed;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(Look, stop);
        }
    }
}
