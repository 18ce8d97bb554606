using System.Collections.Concurrent;
using Pengcheng.Demo;
using Pengcheng.Demo.Scenarios;

namespace Pengcheng.Fault.Load;

/// <summary>One play of the load, and how it went.</summary>
/// <param name="No">Its number, from 1.</param>
/// <param name="Name">Which part of the mix.</param>
/// <param name="Stage">Its deals, if it is of any.</param>
/// <param name="Done">Ends with the play; fails with what the platform did not do.</param>
internal sealed record Play(int No, string Name, Stage Stage, Task Done)
{
    /// <summary>Why it failed, or null.</summary>
    public string? Failure => Done.IsFaulted ? Done.Exception.InnerException!.Message : null;
}

/// <summary>Plays that begin at a constant rate, whatever the platform is doing (open arrival).</summary>
internal sealed class Traffic(Door door, int seed, double rate)
{
    private readonly ConcurrentQueue<Play> _plays = new();

    /// <summary>All that have begun.</summary>
    public IReadOnlyCollection<Play> Plays => _plays;

    /// <summary>Those still going on.</summary>
    public int Running => _plays.Count(play => !play.Done.IsCompleted);

    /// <summary>Begins plays for so long. They go on by themselves.</summary>
    public async Task Run(TimeSpan span, CancellationToken stop)
    {
        var dice = new Random(seed);
        var begun = TimeProvider.System.GetTimestamp();
        for (var no = 1; ; no++)
        {
            var due = TimeSpan.FromSeconds((no - 1) / rate);
            if (due >= span) return;
            if (due - TimeProvider.System.GetElapsedTime(begun) is { Ticks: > 0 } early) await Task.Delay(early, stop);
            var part = Mix.Draw(dice);
            var own = dice.Next();
            var stage = new Stage(door, new Random(own), daysMayPass: true);
            _plays.Enqueue(new Play(no, part.Name, stage, Task.Run(() => part.Play(stage, own), CancellationToken.None)));
        }
    }
}
