using System.Diagnostics;
using Pengcheng.Gateway.Settings;
using Pengcheng.Gateway.Tokens;

namespace Pengcheng.Gateway.Health;

/// <summary>Asks every replica of every service whether it is ready.</summary>
public sealed class WholeHealth(GatewaySettings settings, SigningKeys keys, IHttpClientFactory clients, TimeProvider time) : IDisposable
{
    internal const string Client = "health";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim asking = new(1, 1);
    private (DateTimeOffset At, WholeReport Report)? last;

    /// <summary>The state of the whole, at most a second old: who asks often must not make the services busy with it.</summary>
    public async Task<WholeReport> AskAsync(CancellationToken cancellation)
    {
        await asking.WaitAsync(cancellation);
        try
        {
            if (last is { } kept && time.GetUtcNow() - kept.At < Fresh)
                return kept.Report;
            var services = await Task.WhenAll(settings.Services.Select(async service => (service.Key, Replicas:
                await Task.WhenAll(service.Value.Select((address, number) => ProbeAsync($"{service.Key}-{number}", address, cancellation))))));
            var report = new WholeReport(keys.Current is not null, services.ToDictionary(
                service => service.Key, IReadOnlyList<ReplicaReport> (service) => service.Replicas));
            last = (time.GetUtcNow(), report);
            return report;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => asking.Dispose();

    private async Task<ReplicaReport> ProbeAsync(string name, string address, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.GetAsync(new Uri(new Uri(address), "/health/ready"), cancellation);
            return new(name, answer.IsSuccessStatusCode, (int)answer.StatusCode, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1));
        }
        catch (Exception away) when (away is HttpRequestException || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(name, false, null, null); // not being reachable is the finding
        }
    }
}

/// <summary>How the whole platform is.</summary>
/// <param name="Identity">Whether tokens can be checked.</param>
/// <param name="Services">Each service's replicas.</param>
public sealed record WholeReport(bool Identity, IReadOnlyDictionary<string, IReadOnlyList<ReplicaReport>> Services)
{
    /// <summary><c>healthy</c>: all is ready; <c>degraded</c>: each service has a replica that is; else <c>unhealthy</c>.</summary>
    public string Status =>
        Identity && Services.Values.All(replicas => replicas.All(replica => replica.Ready)) ? "healthy"
        : Identity && Services.Values.All(replicas => replicas.Any(replica => replica.Ready)) ? "degraded"
        : "unhealthy";
}

/// <summary>How one replica is.</summary>
/// <param name="Name">Its name, such as <c>escrow-0</c>.</param>
/// <param name="Ready">Whether it says that it can work.</param>
/// <param name="HttpStatus">Its answer; null if it gave none.</param>
/// <param name="Milliseconds">The time that it took.</param>
public sealed record ReplicaReport(string Name, bool Ready, int? HttpStatus, double? Milliseconds);
