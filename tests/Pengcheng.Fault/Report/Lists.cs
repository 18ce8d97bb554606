using Pengcheng.Fault.Load;
using Pengcheng.Fault.Plan;
using Spectre.Console;

namespace Pengcheng.Fault.Report;

/// <summary>What there is: kinds of faults, kinds of plays, and a seed's plan.</summary>
internal static class Lists
{
    /// <summary>Prints it.</summary>
    public static void Print(FaultPlan? plan)
    {
        var faults = new Table().RoundedBorder().AddColumn("Fault").AddColumn("What it does").AddColumn(new TableColumn("Weight").RightAligned());
        foreach (var kind in Kinds.All) faults.AddRow(kind.Name, Markup.Escape(kind.Says), $"{kind.Weight}");
        AnsiConsole.Write(faults);
        AnsiConsole.WriteLine($"Plays: {string.Join(", ", Mix.All.Select(part => $"{part.Name} ({part.Weight})"))}");
        if (plan is null) return;
        AnsiConsole.WriteLine(plan.Replay);
        foreach (var strike in plan.Strikes) AnsiConsole.WriteLine($"{strike.At:mm\\:ss} {strike}");
    }
}
