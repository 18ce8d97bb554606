using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Pengcheng.Chassis.Storage;

/// <summary>Forgets kept answers and inbox rows once no honest retry can come any more. Every replica tries; that does no harm.</summary>
internal sealed class Retention(NpgsqlDataSource database, ILogger<Retention> log) : BackgroundService
{
    private const string Forget = """
        delete from idempotency where created_at < now() - interval '30 days';
        delete from inbox where received_at < now() - interval '30 days';
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        try
        {
            while (await hourly.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await using var command = database.CreateCommand(Forget);
                    await command.ExecuteNonQueryAsync(stoppingToken);
                }
                catch (NpgsqlException failure)
                {
                    log.LogWarning(failure, "Old answers and inbox rows could not be forgotten; in an hour again");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping.
        }
    }
}
