using System.Diagnostics;
using System.Net.Http.Headers;
using Marten;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Chassis.Storage;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Health;

/// <summary>
/// What a service does between its start and its readiness: it rehearses commands, so that the first caller does not wait for the
/// compiler, the prepared statements and the issuer's keys. A second and a half at most. While the database is away there is
/// nothing to rehearse with, and the service is not ready anyway.
/// </summary>
internal sealed class WarmUp(
    IEnumerable<IRehearsal> rehearsals, IDocumentStore store, NpgsqlDataSource database, IServer server, IHostApplicationLifetime host,
    ServiceSettings settings, ILogger<WarmUp> log)
    : BackgroundService, IHealthCheck
{
    private const int Rounds = 40;

    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(1.5), Again = TimeSpan.FromMilliseconds(250);

    private volatile bool _done;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_done ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("Warming up."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stoppingToken.IsCancellationRequested && !_done)
        {
            try
            {
                await Rehearse(stoppingToken);
                _done = true;
            }
            catch (Exception failure) when (PostgresFault.IsTransient(failure))
            {
                await Task.Delay(Again, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Cold is slower, not wrong.
                log.LogWarning(failure, "The warm-up failed; the service goes on without");
                _done = true;
            }
        }
    }

    private async Task Rehearse(CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        foreach (var (type, _) in IntegrationEvents.All) ContractJson.Events.GetTypeInfo(type);
        using var http = new HttpClient { BaseAddress = Address(), Timeout = AtMost };
        // Not a token, so this ends at the door, with the issuer's keys fetched.
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "e30.e30.e30");
        for (var round = 0; round < Rounds && Stopwatch.GetElapsedTime(since) < AtMost; round++)
        {
            foreach (var rehearsal in rehearsals) await rehearsal.Run(store, database, stop);
            using var answer = await http.GetAsync(new Uri($"/{settings.Name}/v1/ops/backlog", UriKind.Relative), stop);
        }

        // What only the start needed goes back to the system: a service at rest is small.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        log.LogInformation("Warm after {Elapsed} ms", (int)Stopwatch.GetElapsedTime(since).TotalMilliseconds);
    }

    private Uri Address()
    {
        var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "[::1]", StringComparison.Ordinal)
            .Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal));
    }
}
