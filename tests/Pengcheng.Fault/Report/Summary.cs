using Spectre.Console;

namespace Pengcheng.Fault.Report;

/// <summary>The verdict as a table on the terminal.</summary>
internal static class Summary
{
    private const int ShownViolations = 5;

    /// <summary>Prints it.</summary>
    public static void Print(RunResult run)
    {
        var table = new Table().RoundedBorder().AddColumn("Promise").AddColumn("Looked at").AddColumn(new TableColumn("Count").RightAligned()).AddColumn("Verdict");
        foreach (var finding in run.Findings)
            table.AddRow(Markup.Escape(finding.Check), Markup.Escape(finding.LookedAt), $"{finding.Count:N0}",
                finding.Holds ? "[green]kept[/]" : finding.Count == 0 ? "[red]nothing seen[/]" : $"[red]broken {finding.Violations.Count} ×[/]");
        AnsiConsole.Write(table);
        foreach (var finding in run.Findings.Where(finding => !finding.Holds))
            foreach (var violation in finding.Violations.Take(ShownViolations)) AnsiConsole.MarkupLineInterpolated($"[red]{finding.Check}: {violation}[/]");

        var (plays, traffic) = (run.Plays.Sum(play => play.Count), run.Traffic);
        AnsiConsole.WriteLine($"Faults: {string.Join(", ", Kinds(run).Select(kind => $"{kind.Count} {kind.Name}"))}; {run.Injected} of {run.Strikes.Count} planned.");
        AnsiConsole.WriteLine($"Load: {plays} plays, {traffic.Commands} commands in {traffic.Attempts} attempts ({traffic.Unheard} unanswered), {traffic.Reads} reads.");
        AnsiConsole.WriteLine($"Ready {run.Recovered.ReadyAfter.TotalSeconds:0} s after the last fault, at rest {run.Recovered.SettledAfter.TotalSeconds:0} s later{(run.Recovered.Moves.Count == 0 ? "" : $", with the clock moved on by: {string.Join(", ", run.Recovered.Moves)}")}.");
        AnsiConsole.WriteLine($"Seed {run.Plan.Seed}. Again: {run.Plan.Replay}");
    }

    /// <summary>The faults that were real, by kind.</summary>
    public static IEnumerable<Tally> Kinds(RunResult run) =>
        run.Strikes.Where(one => one.Injected).GroupBy(one => one.Strike.Kind).OrderByDescending(same => same.Count()).Select(same => new Tally(same.Key, same.Count()));
}
