using HdrHistogram;

namespace Pengcheng.Bench.Loads;

/// <summary>Latencies in microseconds, kept to three digits whatever their size.</summary>
public sealed class Latencies
{
    private const long Longest = 120_000_000;
    private static readonly double[] Shown = [0, 10, 25, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99];

    private readonly LongConcurrentHistogram _histogram = new(1, Longest, 3);

    /// <summary>How many.</summary>
    public long Count => _histogram.TotalCount;

    /// <summary>The middle one, in milliseconds.</summary>
    public double Median => Percentile(50);

    /// <summary>The one that 99 in 100 stay below, in milliseconds.</summary>
    public double P99 => Percentile(99);

    /// <summary>The curve, up to where there are enough of them to tell: percentile and milliseconds.</summary>
    public IReadOnlyList<(double Percentile, double Milliseconds)> Curve =>
        [.. Shown.Where(percentile => Count * (100 - percentile) >= 100).Select(percentile => (percentile, Percentile(percentile)))];

    /// <summary>Those of many.</summary>
    public static Latencies Of(IEnumerable<long> microseconds)
    {
        var all = new Latencies();
        foreach (var one in microseconds) all.Add(one);
        return all;
    }

    /// <summary>One more.</summary>
    public void Add(long microseconds) => _histogram.RecordValue(Math.Clamp(microseconds, 1, Longest));

    /// <summary>Those of another run as well.</summary>
    public void Add(Latencies others) => _histogram.Add(others._histogram);

    /// <summary>In milliseconds.</summary>
    public double Percentile(double percentile) => Count == 0 ? double.NaN : _histogram.GetValueAtPercentile(percentile) / 1000.0;
}
