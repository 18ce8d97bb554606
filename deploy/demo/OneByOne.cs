using Pengcheng.Demo.Scenarios;
using Spectre.Console;

namespace Pengcheng.Demo;

/// <summary>Plays scenarios one after the other, each with its timeline.</summary>
internal static class OneByOne
{
    public static async Task<int> Play(Door door, string name)
    {
        var failed = 0;
        foreach (var scenario in name == "all" ? Catalogue.All : [Catalogue.Find(name)])
        {
            AnsiConsole.Write(new Rule($"[bold]{Markup.Escape(scenario.Name)}[/]  {Markup.Escape(scenario.Says)}").LeftJustified());
            var stage = new Stage(door);
            try
            {
                await scenario.PlayOn(stage);
            }
            catch (DemoFailedException failure)
            {
                failed++;
                AnsiConsole.MarkupLineInterpolated($"[red]{failure.Message}[/]");
            }

            foreach (var deal in stage.Deals.Where(deal => deal.Id.Length > 0)) await TimelineTable.Print(deal);
        }

        return failed == 0 ? 0 : 1;
    }
}
