using System.Net.Http.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pengcheng.Chassis.Deadlines;

namespace Pengcheng.Chassis.Time;

/// <summary>
/// The platform's time: the system clock, moved forward by the sandbox where there is one. Timers and leases run on real
/// time; only what a rule calls "now" and "today" moves.
/// </summary>
public sealed class PlatformClock : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far the platform is ahead of the system clock.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        internal set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}

/// <summary>Follows the sandbox's clock by long polling. In production there is no such clock, and this is not started.</summary>
internal sealed class ClockFollower(HttpClient http, Uri url, string name, PlatformClock clock, DeadlineSignal deadlines, ILogger<ClockFollower> log)
    : BackgroundService
{
    private sealed record Reading(long Version, double OffsetSeconds);

    private long _version = -1;

    /// <summary>Reads the clock once before anything starts, so that no command runs on the wrong day.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await Read(wait: 0, cancellationToken);
                break;
            }
            catch (HttpRequestException failure) when (attempt < 60)
            {
                log.LogInformation("Waiting for the sandbox clock at {Url}: {Reason}", url, failure.Message);
                await Task.Delay(500, cancellationToken);
            }
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Read(wait: 20, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The sandbox clock does not answer: {Reason}", failure.Message);
                await Task.Delay(1000, CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
    }

    private async Task Read(int wait, CancellationToken cancel)
    {
        var reading = await http.GetFromJsonAsync<Reading>($"{url}?follower={Uri.EscapeDataString(name)}&after={_version}&waitSeconds={wait}", cancel)
            ?? throw new HttpRequestException("The clock's answer is empty.");
        _version = reading.Version;
        clock.Offset = TimeSpan.FromSeconds(reading.OffsetSeconds);
        deadlines.Raise();
    }
}
