using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class HealthTests
{
    [Test]
    public async Task The_whole_is_healthy_then_degraded_then_unhealthy()
    {
        await using var second = await BackEnd.StartAsync();
        await using var platform = await Platform.StartAsync($"Services:Escrow:1={second.Address}");
        Assert.That(await HealthAsync(platform), Is.EqualTo((HttpStatusCode.OK, "healthy", true, true)));

        second.Readiness = 503;
        platform.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await HealthAsync(platform), Is.EqualTo((HttpStatusCode.OK, "degraded", true, false)));

        await platform.Escrow.StopAsync();
        platform.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await HealthAsync(platform), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "unhealthy", false, false)));
    }

    [Test]
    public async Task The_gateway_itself_stays_live_and_ready_when_a_service_is_down()
    {
        await using var platform = await Platform.StartAsync();
        await platform.Escrow.StopAsync();
        using var live = await platform.Http.GetAsync("/health/live");
        using var ready = await platform.Http.GetAsync("/health/ready");
        Assert.That((live.StatusCode, ready.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
    }

    private static async Task<(HttpStatusCode, string, bool First, bool Second)> HealthAsync(Platform platform)
    {
        using var answer = await platform.Http.GetAsync("/health");
        var report = await answer.JsonAsync();
        var replicas = report["services"]!["escrow"]!.AsArray();
        return (answer.StatusCode, report["status"]!.GetValue<string>(), replicas[0]!["ready"]!.GetValue<bool>(), replicas[1]!["ready"]!.GetValue<bool>());
    }
}
