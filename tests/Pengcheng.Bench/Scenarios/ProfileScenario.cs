using System.Globalization;
using Pengcheng.Bench.Calls;
using Pengcheng.Bench.Loads;
using Pengcheng.Bench.Measuring;
using Pengcheng.Bench.Reporting;

namespace Pengcheng.Bench.Scenarios;

/// <summary>What a command's time goes into.</summary>
public sealed class ProfileScenario : IScenario
{
    private const int Parts = 10, Methods = 12;

    /// <inheritdoc/>
    public string Name => "profile";

    /// <inheritdoc/>
    public string About =>
        "The top costs of a command: the managed stacks of a process, looked at each millisecond under full load, by the part whose doing it is and by method. Being looked at slows a "
        + "process down, so only the shares count.";

    /// <inheritdoc/>
    public int Place => 55;

    /// <inheritdoc/>
    public async Task<Outcome> Play(Bench bench, CancellationToken stop)
    {
        var world = bench.World;
        var deals = await DealCalls.Through(world);
        await ClosedLoop.Play(deals.Next, TimeSpan.Zero, bench.Measured, stop);
        var (figures, notes) = (new List<Figure>(), new List<string>());
        await Watch("a deal is opened", deals.Next, ["gateway", "escrow-1"]);

        var pool = await NoticePool.Open(world, world.Url("registry-1"), stop);
        var guess = await PipelineScenario.Warm(bench, pool, stop);
        var notices = await pool.Prepare((int)(guess * 3 * bench.Seconds) + 200, stop);
        await Watch("a notice crosses", notices.Next, ["registry-1", "escrow-1"]);
        return new Outcome(Name, About, figures, [], notes);

        async Task Watch(string when, NextRequest next, string[] processes)
        {
            var load = ClosedLoop.Play(next, TimeSpan.Zero, bench.Measured * 1.5, stop);
            var samples = await Task.WhenAll(processes.Select(process => Samples.Of(world.Process(process).Identity.Pid, world.Session.Layout.Root, bench.Measured, stop)));
            CommandScenario.Fine(await load);
            foreach (var (process, sampled) in processes.Zip(samples))
            {
                var name = $"{process.Split('-')[0]}, while {when}";
                bench.Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {sampled.Count} stacks, {string.Join(", ", sampled.ByPart.Take(3).Select(part => $"{part.Name} {part.Share:P0}"))}"));
                figures.AddRange(sampled.ByPart.Take(Parts).Select(part => Figure.Detailed($"{name}: {part.Name}", "%", part.Share * 100)));
                notes.Add($"{name}, by method: {string.Join("; ", sampled.ByMethod.Take(Methods).Select(method => string.Create(CultureInfo.InvariantCulture, $"{method.Name} {method.Share:P1}")))}.");
            }
        }
    }
}
