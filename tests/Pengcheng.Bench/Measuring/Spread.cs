namespace Pengcheng.Bench.Measuring;

/// <summary>The median of several rounds, and how far they lay apart.</summary>
/// <param name="Median">The middle one.</param>
/// <param name="Lowest">The lowest.</param>
/// <param name="Highest">The highest.</param>
/// <param name="Rounds">How many.</param>
public sealed record Spread(double Median, double Lowest, double Highest, int Rounds)
{
    /// <summary>Of these.</summary>
    public static Spread Of(params IReadOnlyList<double> values)
    {
        var ordered = values.Where(value => !double.IsNaN(value)).Order().ToList();
        if (ordered.Count == 0) return new Spread(double.NaN, double.NaN, double.NaN, 0);
        var middle = ordered.Count / 2;
        var median = ordered.Count % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
        return new Spread(median, ordered[0], ordered[^1], ordered.Count);
    }
}

/// <summary>A measurement and its floor, round by round: each ratio is of two figures that were measured one right after the other.</summary>
/// <param name="Measured">What was measured.</param>
/// <param name="Floor">Its floor.</param>
/// <param name="Ratio">Measured to floor.</param>
public sealed record Paired(Spread Measured, Spread Floor, Spread Ratio)
{
    /// <summary>
    /// Plays both so many times, in turn first: A B, B A, A B. A machine that grows slower or faster meanwhile does it to both.
    /// </summary>
    public static async Task<Paired> Rounds(int rounds, Func<Task<double>> measured, Func<Task<double>> floor, Action<string> say)
    {
        var (values, floors) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0) floors.Add(await floor());
            values.Add(await measured());
            if (round % 2 == 1) floors.Add(await floor());
            say($"round {round + 1} of {rounds}: {values[^1]:N1} to {floors[^1]:N1}");
        }

        return new Paired(Spread.Of(values), Spread.Of(floors), Spread.Of([.. values.Zip(floors, (value, bottom) => value / bottom)]));
    }
}
