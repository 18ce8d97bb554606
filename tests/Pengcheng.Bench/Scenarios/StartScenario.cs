using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;
using Pengcheng.Bench.Worlds;
using Pengcheng.Local.Hosting;

namespace Pengcheng.Bench.Scenarios;

/// <summary>How long a process takes until it answers.</summary>
public sealed class StartScenario : IScenario
{
    private static readonly string[] Processes = [.. ServiceCatalogue.Services.Select(service => $"{service.Name}-1"), ServiceCatalogue.Gateway];

    /// <inheritdoc/>
    public string Name => "start";

    /// <inheritdoc/>
    public string About => "From the start of a process to its first 200, one process at a time, as a further replica of a running platform. Floor: a trivial endpoint's process.";

    /// <inheritdoc/>
    public int Place => 20;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var (floors, live, ready) = (new List<double>(), new Dictionary<string, List<double>>(), new Dictionary<string, List<double>>());
        for (var round = 0; round < Bench.Rounds; round++)
        {
            await using (var trivial = await TrivialEndpoint.Start(bench.World, "trivial-start", stop)) floors.Add(trivial.Ready.TotalSeconds);
            foreach (var name in Processes)
            {
                await using var spare = await bench.World.Spare(name, null, stop);
                live.TryAdd(name, []);
                ready.TryAdd(name, []);
                live[name].Add(spare.Live.TotalSeconds);
                ready[name].Add(spare.Ready.TotalSeconds);
                bench.Say($"round {round + 1} of {Bench.Rounds}: {name} live after {spare.Live.TotalSeconds:N2} s, ready after {spare.Ready.TotalSeconds:N2} s");
            }
        }

        Floor Over(List<double> values) => new("trivial endpoint", Spread.Of(floors), Spread.Of([.. values.Zip(floors, (value, floor) => value / floor)]));
        return new Outcome(Name, About,
        [
            .. Processes.Select(name => new Figure($"{name.Split('-')[0]}: first 200 of /health/ready", "s", Spread.Of(ready[name])) { Floor = Over(ready[name]), Budget = Budget.Below(2, 1) }),
            .. Processes.Select(name => new Figure($"{name.Split('-')[0]}: first 200 of /health/live", "s", Spread.Of(live[name])) { Floor = Over(live[name]) }),
        ], [], []);
    }
}
