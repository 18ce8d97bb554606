using Spectre.Console;

namespace Pengcheng.Demo.Inspection;

/// <summary>A firm's month, played through the gateway by everybody who has to do with it.</summary>
public static class Month
{
    /// <summary>Plays it; 0 when all that was played is what the platform shows.</summary>
    /// <exception cref="DemoFailedException">Something is not as it should be.</exception>
    public static async Task<int> Play(Door door)
    {
        var scene = new Scene(door, new Players(Random.Shared.Next()));
        AnsiConsole.Write(new Rule("[bold]inspection[/]  a firm's month (扫码入企)").LeftJustified());
        var figures = await FigureCheck.Begin(scene);
        try
        {
            await Opening.Play(scene);
            await JointInspection.Play(scene);
            await OfflineDay.Play(scene);
            await SingleInspection.Play(scene, scene.Players.Environment, "complaint", raisesAlert: false);
            await SingleInspection.Play(scene, scene.Players.Market, "monitoring", raisesAlert: true);
            await Grievance.Play(scene);
        }
        catch (DemoFailedException) when (scene.Visits.Count > 0)
        {
            await MonthTable.Print(scene);
            throw;
        }

        await MonthTable.Print(scene);
        await figures.End();
        return 0;
    }
}
