using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pengcheng.Chassis.Deadlines;

namespace Pengcheng.Chassis.Time;

/// <summary>One clock for the whole service.</summary>
internal static class TimeSetup
{
    /// <summary>Tokens live in the time of the world, which no sandbox moves.</summary>
    public static TimeProvider RealTime => TimeProvider.System;

    public static void Add(IServiceCollection services, ServiceSettings settings)
    {
        services.AddSingleton<DeadlineSignal>();
        services.AddSingleton<PlatformClock>();
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<PlatformClock>());
        if (settings.ClockUrl is not { } url) return;

        var follower = $"{settings.Name}-{Environment.ProcessId}";
        services.AddHostedService(provider => new ClockFollower(
            new HttpClient { Timeout = TimeSpan.FromSeconds(40) }, url, follower,
            provider.GetRequiredService<PlatformClock>(), provider.GetRequiredService<DeadlineSignal>(),
            provider.GetRequiredService<ILogger<ClockFollower>>()));
    }
}
