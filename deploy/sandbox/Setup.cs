using Npgsql;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Faults;
using Pengcheng.Sandbox.Identity;

namespace Pengcheng.Sandbox;

/// <summary>
/// Brings the sandbox up in order: tables, seeds, keys, clock, faults. PostgreSQL may come later than this process, so it is
/// tried until it answers; until then only <c>/health/live</c> does, and no worker starts.
/// </summary>
public sealed partial class Setup(
    NpgsqlDataSource database, IdentityKeys keys, SandboxClock clock, FaultBook faults, TimeProvider time, ILogger<Setup> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the sandbox can serve.</summary>
    public Task Done => _done.Task;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await ApplyTables(stoppingToken);
                await Banks.Seeds.Plant(database, stoppingToken);
                await keys.Load(stoppingToken);
                await clock.Load(stoppingToken);
                await faults.Load(stoppingToken);
                _done.SetResult();
                return;
            }
            catch (NpgsqlException fault) when (fault is not PostgresException { IsTransient: false })
            {
                Waiting(log, fault.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ApplyTables(CancellationToken stop)
    {
        using var reader = new StreamReader(typeof(Setup).Assembly.GetManifestResourceStream("schema.sql")
            ?? throw new InvalidOperationException("schema.sql is not embedded."));
        var schema = await reader.ReadToEndAsync(stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await connection.Sql("select pg_advisory_xact_lock(4801)").Run(stop);
        await connection.Sql(schema).Run(stop);
        await transaction.CommitAsync(stop);
    }

    [LoggerMessage(LogLevel.Warning, "Waiting for PostgreSQL: {Reason}")]
    private static partial void Waiting(ILogger log, string reason);
}
