using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Pengcheng.Chassis.Deadlines;

/// <summary>
/// Tells the other replicas that this one lives, and frees what a dead one had claimed. Each replica holds a session advisory lock
/// under its number on a connection of its own: the server drops the lock with the session, so a killed replica is known to be dead
/// after a moment and not when its leases run out. A replica that merely stands still keeps its lock, and its leases.
/// </summary>
internal sealed class ReplicaPresence(ServiceSettings settings, DeadlineSignal signal, TimeProvider clock, ILogger<ReplicaPresence> log) : BackgroundService
{
    // The first of the lock's two keys; the second is the replica's number. No other lock of ours has two.
    private const int Presences = 0x50435247;

    private const string Orphans = """
        select distinct claimed_by from deadlines
        where due_at <= $1 and lease_until > clock_timestamp() and claimed_by is not null and not exists (
            select 1 from pg_locks where locktype = 'advisory' and objsubid = 2 and classid = $2 and objid = claimed_by::oid
            and database = (select oid from pg_database where datname = current_database()))
        """;

    private const string Release = """
        update deadlines set lease_until = '-infinity', claimed_by = null
        where due_at <= $1 and claimed_by = any($2) and lease_until > clock_timestamp()
        """;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // A replica that lost its connection and lives is back within a moment: it must not lose its work for that.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, long> _missingSince = [];

    /// <summary>This replica's number, a new one in each life.</summary>
    public int Number { get; } = RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <summary>Ends when the lock is held for the first time: nothing is claimed before.</summary>
    public Task Held => _held.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Present(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogInformation("This replica's presence was lost and is taken up again: {Reason}", failure.Message);
                _missingSince.Clear();
                await Task.Delay(Look / 4, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task Present(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Postgres)
        {
            SearchPath = settings.Name,
            ApplicationName = $"{settings.Name}-presence",
            Pooling = false,
            CommandTimeout = 10,
        }.ConnectionString);
        await connection.OpenAsync(stop);
        await using (var hold = new NpgsqlCommand("select pg_advisory_lock($1, $2)", connection) { Parameters = { new() { Value = Presences }, new() { Value = Number } } })
            await hold.ExecuteNonQueryAsync(stop);
        _held.TrySetResult();
        while (true)
        {
            await FreeOrphans(connection, stop);
            await Task.Delay(Look, stop);
        }
    }

    private async Task FreeOrphans(NpgsqlConnection connection, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var missing = new List<int>();
        await using (var look = new NpgsqlCommand(Orphans, connection) { Parameters = { new() { Value = now }, new() { Value = (uint)Presences, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } } })
        await using (var reader = await look.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) missing.Add(reader.GetInt32(0));

        foreach (var back in _missingSince.Keys.Except(missing).ToList()) _missingSince.Remove(back);
        foreach (var replica in missing) _missingSince.TryAdd(replica, clock.GetTimestamp());
        var dead = missing.Where(replica => clock.GetElapsedTime(_missingSince[replica]) >= Grace).ToArray();
        if (dead.Length == 0) return;

        await using var release = new NpgsqlCommand(Release, connection) { Parameters = { new() { Value = now }, new() { Value = dead } } };
        var freed = await release.ExecuteNonQueryAsync(stop);
        if (freed == 0) return;
        log.LogInformation("Freed {Count} due commands of replicas that are gone", freed);
        signal.Raise();
    }
}
