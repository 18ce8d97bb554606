using System.Globalization;
using Pengcheng.Bench.Measuring;

namespace Pengcheng.Bench.Reporting;

/// <summary>A figure of the report: what was measured, beside its floor and its budget.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">Its unit, e.g. <c>/s</c> or <c>ms</c>.</param>
/// <param name="Value">The median of the rounds, and their spread.</param>
public sealed record Figure(string Name, string Unit, Spread Value)
{
    /// <summary>What it can't be better than, measured in the same run; absent where there is no such thing.</summary>
    public Floor? Floor { get; init; }

    /// <summary>Its budget; absent for a figure that explains another.</summary>
    public Budget? Budget { get; init; }

    /// <summary>It explains another figure: it is in the report, and not in the summary.</summary>
    public bool IsDetail { get; init; }

    /// <summary>Whether the budget is kept; nothing without one.</summary>
    public bool? Kept => Budget is null ? null : Budget.Holds((Budget.OfRatio ? Floor?.Ratio : Value)?.Median ?? double.NaN);

    /// <summary>A single value.</summary>
    public static Figure Of(string name, string unit, double value, Budget? budget = null) => new(name, unit, Spread.Of(value)) { Budget = budget };

    /// <summary>A value that explains another.</summary>
    public static Figure Detailed(string name, string unit, params IReadOnlyList<double> values) => new(name, unit, Spread.Of(values)) { IsDetail = true };

    /// <summary>A value beside its floor.</summary>
    public static Figure Of(string name, string unit, Paired paired, string floor, Budget? budget = null) =>
        new(name, unit, paired.Measured) { Floor = new Floor(floor, paired.Floor, paired.Ratio), Budget = budget };
}

/// <summary>A floor.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Value">In the figure's unit.</param>
/// <param name="Ratio">Measured to floor, round by round.</param>
public sealed record Floor(string Name, Spread Value, Spread Ratio);

/// <summary>What a figure has to come to.</summary>
/// <param name="Limit">The budget.</param>
/// <param name="Aim">What would be better still.</param>
/// <param name="AtLeast">More is better; otherwise less is.</param>
/// <param name="OfRatio">It is about the ratio to the floor.</param>
public sealed record Budget(double Limit, double? Aim = null, bool AtLeast = false, bool OfRatio = false)
{
    /// <summary>At least this share of the floor.</summary>
    public static Budget Share(double limit, double aim) => new(limit, aim, AtLeast: true, OfRatio: true);

    /// <summary>Below this.</summary>
    public static Budget Below(double limit, double? aim = null) => new(limit, aim);

    /// <summary>Whether a value keeps it.</summary>
    public bool Holds(double value) => AtLeast ? value >= Limit : value < Limit;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtLeast ? "≥" : "<")} {Limit:0.##}") + (Aim is { } aim ? string.Create(CultureInfo.InvariantCulture, $" (aim {aim:0.##})") : "");
}

/// <summary>Numbers as people read them.</summary>
public static class Number
{
    /// <summary>Three digits that matter.</summary>
    public static string Show(double value) => Math.Abs(value) switch
    {
        double.NaN => "–",
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("N1", CultureInfo.InvariantCulture),
        >= 0.095 or 0 => value.ToString("N2", CultureInfo.InvariantCulture),
        _ => value.ToString("N3", CultureInfo.InvariantCulture),
    };

    /// <summary>A median and its spread.</summary>
    public static string Show(Spread spread) =>
        spread.Rounds > 1 ? $"{Show(spread.Median)} [{Show(spread.Lowest)}–{Show(spread.Highest)}]" : Show(spread.Median);
}
