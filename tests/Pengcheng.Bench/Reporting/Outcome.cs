namespace Pengcheng.Bench.Reporting;

/// <summary>What a scenario has found.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="About">What it measures, in a sentence or two.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Charts">The charts.</param>
/// <param name="Notes">What a reader should know of this run.</param>
public sealed record Outcome(
    string Scenario, string About, IReadOnlyList<Figure> Figures, IReadOnlyList<Chart> Charts, IReadOnlyList<string> Notes)
{
    /// <summary>It could not be measured.</summary>
    public bool Failed { get; init; }

    /// <summary>A scenario that could not be played, and why.</summary>
    public static Outcome None(string scenario, string about, string why) => new(scenario, about, [], [], [why]);
}

/// <summary>A chart: lines over two axes.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Lines">The lines.</param>
public sealed record Chart(string Title, Axis X, Axis Y, IReadOnlyList<Curve> Lines)
{
    /// <summary>Latency by percentile, a line for each load.</summary>
    public static Chart Percentiles(string title, IEnumerable<(string Name, Loads.Latencies Latencies)> loads) => new(
        title, new Axis("percentile", Scale.Percentile), new Axis("ms", Scale.Logarithmic),
        [.. loads.Select(load => new Curve(load.Name, [.. load.Latencies.Curve.Select(point => new Point(point.Percentile, point.Milliseconds))]))]);
}

/// <summary>An axis.</summary>
public sealed record Axis(string Name, Scale Scale);

/// <summary>How an axis is divided.</summary>
public enum Scale
{
    /// <summary>Evenly, from zero.</summary>
    Linear,

    /// <summary>By powers of ten.</summary>
    Logarithmic,

    /// <summary>By nines: 90, 99, 99.9 stand apart equally.</summary>
    Percentile,
}

/// <summary>A line of a chart.</summary>
public sealed record Curve(string Name, IReadOnlyList<Point> Points);

/// <summary>A point of a line.</summary>
public sealed record Point(double X, double Y);
