using System.CommandLine;
using Pengcheng.Demo;
using Pengcheng.Demo.Inspection;
using Pengcheng.Demo.Scenarios;
using Spectre.Console;

// Without a terminal there is no width to fit in; a table is easier to read whole.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 180;

var state = new Option<string>("--state") { Description = "The running platform's state.json.", DefaultValueFactory = _ => ".local/state.json" };
var scenario = new Option<string?>("--scenario") { Description = $"Play an unhappy deal instead: {string.Join(", ", Catalogue.Names)}, or all." };
var count = new Option<int>("--count") { Description = "How many deals.", DefaultValueFactory = _ => 1 };
var parallel = new Option<int>("--parallel") { Description = "How many of them at a time.", DefaultValueFactory = _ => 4 };
var which = new Option<string>("--case") { Description = "What to play: deals (escrow) or a firm's month (inspection).", DefaultValueFactory = _ => "escrow" };
which.AcceptOnlyFromAmong("escrow", "inspection");
var root = new RootCommand("Plays a case through the gateway, as everybody who has to do with it would, and checks how it ends: every fen, every figure.") { state, which, scenario, count, parallel };
root.Validators.Add(given =>
{
    if (given.GetValue(which) == "inspection" && (given.GetValue(scenario) is not null || given.GetValue(count) > 1)) given.AddError("--scenario and --count belong to --case escrow.");
});
root.SetAction(async result =>
{
    try
    {
        using var door = new Door(PlatformAddress.Read(result.GetValue(state)!));
        await SandboxClock.OpenOffices(door);
        if (result.GetValue(which) == "inspection") return await Month.Play(door);
        return result.GetValue(scenario) is { } name ? await OneByOne.Play(door, name)
            : result.GetValue(count) > 1 ? await Many.Play(door, result.GetValue(count), result.GetValue(parallel))
            : await OneByOne.Play(door, Catalogue.Happy);
    }
    catch (Exception failure) when (failure is DemoFailedException or InvalidOperationException or HttpRequestException)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{failure.Message}[/]");
        return 1;
    }
});
return await root.Parse(args).InvokeAsync();
