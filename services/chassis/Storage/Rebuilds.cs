using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Storage;

/// <summary>Where a rebuild stands.</summary>
public enum RebuildState
{
    /// <summary>There was none.</summary>
    Never,

    /// <summary>It goes on.</summary>
    Running,

    /// <summary>All rows are new.</summary>
    Done,

    /// <summary>It met an error; the rows that it had not come to are the old ones.</summary>
    Failed,

    /// <summary>Its replica is gone; the rows that it had not come to are the old ones.</summary>
    Interrupted,
}

/// <summary>The latest rebuild of a service's rows.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Rows">How far it is, by kind of stream.</param>
/// <param name="BegunAt">When it was begun.</param>
/// <param name="EndedAt">When it was over.</param>
/// <param name="Error">For <c>failed</c>: what went wrong.</param>
public sealed record RebuildReport(RebuildState State, IReadOnlyList<Rebuilt> Rows, DateTimeOffset? BegunAt = null, DateTimeOffset? EndedAt = null, string? Error = null);

/// <summary>
/// Rebuilds all rows of the service: one rebuild at a time, whichever replica is asked. It goes on when whoever asked has hung up. The replica at
/// work holds a session advisory lock, so that all others know whether it lives.
/// </summary>
internal sealed class Rebuilds(
    IEnumerable<IRebuild> kinds, NpgsqlDataSource database, ServiceSettings settings, TimeProvider clock, IHostApplicationLifetime life, ILogger<Rebuilds> log)
{
    // The lock's two keys; the other lock of ours that has two begins with another number.
    private const int First = 0x50435252, Second = 1;

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.5);

    /// <summary>Begins one, unless one is running; and says how far it is.</summary>
    public async Task<RebuildReport> Start()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.Postgres) { SearchPath = settings.Name, ApplicationName = $"{settings.Name}-rebuild", Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync();
            while (!await Holds(connection))
            {
                if (await Read() is { State: RebuildState.Running } running)
                {
                    await connection.DisposeAsync();
                    return running;
                }

                // Between its lock and its first word.
                await Task.Delay(20);
            }

            var begun = new RebuildReport(RebuildState.Running, [], clock.GetUtcNow());
            await Write(begun);
            _ = Task.Run(() => Run(connection, begun));
            return begun;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The latest one.</summary>
    public async Task<RebuildReport> Read()
    {
        var found = await database.Read(
            "select report, exists (select 1 from pg_locks where locktype = 'advisory' and classid = $1::int and objid = $2::int and objsubid = 2 and database = (select oid from pg_database where datname = current_database())) from rebuild",
            [First, Second], row => (Report: JsonSerializer.Deserialize<RebuildReport>(row.GetString(0), ContractJson.Events)!, IsHeld: row.GetBoolean(1)), CancellationToken.None);
        return found is not [var (report, isHeld)] ? new RebuildReport(RebuildState.Never, [])
            : report.State == RebuildState.Running && !isHeld ? report with { State = RebuildState.Interrupted }
            : report;
    }

    private static async Task<bool> Holds(NpgsqlConnection connection)
    {
        await using var hold = new NpgsqlCommand("select pg_try_advisory_lock($1, $2)", connection) { Parameters = { new() { Value = First }, new() { Value = Second } } };
        return (bool)(await hold.ExecuteScalarAsync())!;
    }

    private async Task Run(NpgsqlConnection hold, RebuildReport report)
    {
        await using var held = hold;
        var told = Stopwatch.GetTimestamp();
        try
        {
            foreach (var kind in kinds)
                await kind.Run(async far =>
                {
                    report = report with { Rows = [.. report.Rows.Where(row => row.Of != far.Of), far] };
                    if (Stopwatch.GetElapsedTime(told) < Often) return;
                    await Write(report);
                    told = Stopwatch.GetTimestamp();
                }, life.ApplicationStopping);
            await Write(report with { State = RebuildState.Done, EndedAt = clock.GetUtcNow() });
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            log.LogInformation("The rebuild was interrupted: this replica stops");
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The rebuild failed");
            await Write(report with { State = RebuildState.Failed, EndedAt = clock.GetUtcNow(), Error = failure.Message });
        }
    }

    private async Task Write(RebuildReport report)
    {
        await using var command = database.CreateCommand("insert into rebuild (id, report) values (1, $1::jsonb) on conflict (id) do update set report = excluded.report");
        command.Parameters.AddWithValue(JsonSerializer.Serialize(report, ContractJson.Events));
        await command.ExecuteNonQueryAsync();
    }
}
