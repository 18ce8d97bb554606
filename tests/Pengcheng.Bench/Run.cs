using System.Diagnostics;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Scenarios;
using Pengcheng.Bench.Worlds;
using Pengcheng.Local;
using Pengcheng.Local.Commands;

namespace Pengcheng.Bench;

/// <summary>A run: the platform is started, the scenarios are played one after the other, the report is written.</summary>
internal static class Run
{
    /// <summary>Seconds of a measurement, with which a whole run takes less than ten minutes.</summary>
    public const double UsualSeconds = 3;

    private static readonly Stopwatch Since = new();

    /// <summary>Prints what there is to measure.</summary>
    public static Task<int> List()
    {
        foreach (var scenario in Catalogue.All)
        {
            Console.WriteLine($"{scenario.Name,-10} {scenario.About}");
            if (scenario.Skipped is { } why) Console.WriteLine($"{"",-10} {Words.Pick("Skipped", "跳过")}: {why}");
        }

        return Task.FromResult(0);
    }

    /// <summary>Measures.</summary>
    public static async Task<int> Play(IReadOnlyCollection<string> only, double seconds, bool docs)
    {
        Since.Start();
        using var interrupts = new Interrupts();
        var stop = interrupts.Token;
        var chosen = Catalogue.All.Where(scenario => only.Count == 0 || only.Contains(scenario.Name)).ToList();
        try
        {
            var (outcomes, known) = (new List<Outcome>(), new Dictionary<string, object>());
            await using (var world = await World.Start(stop))
            {
                interrupts.OnSecond(world.Session.StopAtOnce);
                await Demo.SandboxClock.OpenOffices(world.Door);
                foreach (var scenario in chosen)
                {
                    var place = $"[{chosen.IndexOf(scenario) + 1}/{chosen.Count}]";
                    Say($"{place} {scenario.Name}");
                    outcomes.Add(await Outcome(scenario, new Scenarios.Bench(world, seconds, text => Say($"{place} {scenario.Name}: {text}"), known), stop));
                }
            }

            new Report(Layout.Find().Repository, outcomes, seconds, Since.Elapsed).Write(docs);
            return outcomes.Any(outcome => outcome.Failed) ? 1 : 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 130;
        }
        catch (Exception failure) when (failure is StartFailedException or BenchFailedException or Demo.DemoFailedException or HttpRequestException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    // One that cannot be measured does not take the others with it.
    private static async Task<Outcome> Outcome(IScenario scenario, Scenarios.Bench bench, CancellationToken stop)
    {
        if (scenario.Skipped is { } why) return Reporting.Outcome.None(scenario.Name, scenario.About, why);
        try
        {
            return await scenario.Play(bench, stop);
        }
        catch (Exception failure) when (failure is BenchFailedException or Demo.DemoFailedException)
        {
            bench.Say(failure.Message);
            return Reporting.Outcome.None(scenario.Name, scenario.About, Words.Pick($"Not measured: {failure.Message}", $"未能测量:{failure.Message}")) with { Failed = true };
        }
    }

    private static void Say(string text) => Console.WriteLine($"{Since.Elapsed:mm\\:ss} {text}");
}
