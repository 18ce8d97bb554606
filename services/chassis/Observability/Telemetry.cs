using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pengcheng.Chassis;

/// <summary>The names under which the chassis's own spans and metrics appear.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string Name = "Pengcheng";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<int> Members = Meter.CreateHistogram<int>("pengcheng.commit.members", description: "Commands that share a commit");
}
