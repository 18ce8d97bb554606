using Pengcheng.Demo.Inspection;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>A firm's month, as the demo plays it: through the gateway, with the registry and the officers' system, on two replicas.</summary>
[NonParallelizable]
public sealed class InspectionTests
{
    [Test]
    public async Task A_firms_month_ends_with_the_figures_that_were_played() => Assert.That(await Month.Play(RunningPlatform.Door), Is.Zero);

    [Test]
    public async Task A_months_scans_survive_the_death_of_a_replica()
    {
        var month = Month.Play(RunningPlatform.Door);
        RunningPlatform.Kill("inspection-1");
        await Task.Delay(TimeSpan.FromSeconds(1));
        RunningPlatform.Kill("inspection-2");
        Assert.That(await month, Is.Zero);
    }
}
