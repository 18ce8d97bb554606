using Pengcheng.Demo.Scenarios;

namespace Pengcheng.EndToEnd.Tests;

/// <summary>Every play of the demo, one after the other: they share the platform's clock, which only moves forward.</summary>
[NonParallelizable]
public sealed class ScenarioTests
{
    private static IEnumerable<TestCaseData> Scenarios =>
        Catalogue.All.Select(scenario => new TestCaseData(scenario).SetName($"{scenario.Name}: {scenario.Says}"));

    [TestCaseSource(nameof(Scenarios))]
    public Task Plays_to_the_fen(Scenario scenario) => scenario.PlayOn(new Stage(RunningPlatform.Door));
}
