using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Pengcheng.Chassis.Health;

/// <summary>
/// <c>/health/live</c> says that the process answers, and depends on nothing: a broken dependency is no reason to restart.
/// <c>/health/ready</c> says that it can work: its database and the broker answer (MassTransit brings the check of the latter), and it is warm.
/// </summary>
internal static class HealthSetup
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<WarmUp>();
        services.AddHostedService(provider => provider.GetRequiredService<WarmUp>());
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("postgres", tags: ["ready"], timeout: TimeSpan.FromSeconds(3))
            .AddCheck<WarmUp>("warm", tags: ["ready"]);
    }

    public static void Map(WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains("ready"),
            ResponseWriter = (http, report) => http.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), entry.Value.Description }),
            }),
        }).AllowAnonymous();
    }

    private sealed class DatabaseCheck(NpgsqlDataSource database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = database.CreateCommand("select 1");
                await command.ExecuteScalarAsync(cancellationToken);
                return HealthCheckResult.Healthy();
            }
            catch (NpgsqlException failure)
            {
                return HealthCheckResult.Unhealthy(failure.Message);
            }
        }
    }
}
