using System.CommandLine;
using Pengcheng.Fault;
using Pengcheng.Fault.Load;
using Pengcheng.Fault.Plan;
using Pengcheng.Fault.Report;
using Pengcheng.Local;
using Pengcheng.Local.Commands;
using Pengcheng.Local.Display;
using Spectre.Console;
using Layout = Pengcheng.Local.Layout;

// Without a terminal there is no width to fit in; a table is easier to read whole.
if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 180;

var minutes = new Option<double>("--minutes") { Description = Words.Pick("How long the load and the faults last.", "负载和故障持续的分钟数。"), DefaultValueFactory = _ => 10 };
var seed = new Option<int?>("--seed") { Description = Words.Pick("Makes the plan; the same seed gives the same plan.", "故障计划的种子;相同种子产生相同计划。") };
var rate = new Option<double>("--rate") { Description = Words.Pick("Plays begun a second.", "每秒新开始的演练数。"), DefaultValueFactory = _ => 1 };
var only = new Option<string?>("--only") { Description = Words.Pick("Only these kinds of faults: KIND[,KIND].", "仅注入这些类型的故障:类型[,类型]。") };
var list = new Option<bool>("--list") { Description = Words.Pick("Show the kinds of faults and of plays, and with --seed its plan.", "列出故障类型和演练类型;配合 --seed 显示其计划。") };
var hold = new Option<bool>("--hold") { Description = Words.Pick("When a promise is broken, keep the platform up until Ctrl-C.", "若有承诺被打破,保持平台运行,直到按下 Ctrl-C。") };
minutes.Validators.Add(given => { if (given.GetValueOrDefault<double>() is < 0.5 or > 600) given.AddError("--minutes: 0.5 to 600."); });
rate.Validators.Add(given => { if (given.GetValueOrDefault<double>() is <= 0 or > 50) given.AddError("--rate: above 0, at most 50."); });

var root = new RootCommand(Words.Pick("Breaks a platform of its own under load, and checks from outside what it promises.", "在负载下破坏一个独立平台,并从外部检查其承诺。"))
{
    minutes, seed, rate, only, list, hold,
};
root.SetAction(async (given, _) =>
{
    try
    {
        string[] kinds = [.. (given.GetValue(only) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var plan = FaultPlan.Make(given.GetValue(seed) ?? Random.Shared.Next(1_000_000), given.GetValue(minutes), given.GetValue(rate), kinds);
        if (!given.GetValue(list)) return await Play(plan, given.GetValue(hold));
        Lists.Print(given.GetValue(seed) is null ? null : plan);
        return 0;
    }
    catch (Exception failure) when (failure is StartFailedException or ArgumentException or InvalidOperationException or HttpRequestException)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }
});

// Signals are this program's own business: it has processes to stop first.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });

static async Task<int> Play(FaultPlan plan, bool hold)
{
    using var interrupts = new Interrupts();
    var begun = TimeProvider.System.GetTimestamp();
    void Say(string line) => Console.WriteLine($"[{TimeProvider.System.GetElapsedTime(begun):mm\\:ss}] {line}");
    Say($"seed {plan.Seed}: {plan.Strikes.Count} faults in {plan.Minutes} min. {plan.Replay}");
    try
    {
        await using var site = await StartDisplay.RunAsync(progress => Site.Start(progress, interrupts.Token));
        interrupts.OnSecond(site.StopAtOnce);
        var result = await new Run(site, plan, Say).ToTheEnd(interrupts.Token);
        var file = await Files.Write(result, Path.Combine(Layout.Find().Repository, "artifacts", "fault"));
        Summary.Print(result);
        Console.WriteLine($"{file}; {site.Logs}");
        if (!result.Holds && hold) await interrupts.WaitAsync();
        return result.Holds ? 0 : 1;
    }
    catch (OperationCanceledException) when (interrupts.Token.IsCancellationRequested)
    {
        return 130;
    }
}
