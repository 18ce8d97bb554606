using System.CommandLine;
using Pengcheng.Bench;
using Pengcheng.Bench.Scenarios;
using Pengcheng.Bench.Worlds;
using Pengcheng.Local;

if (args is [TrivialEndpoint.Role])
{
    await TrivialEndpoint.Serve();
    return 0;
}

var only = new Option<string[]>("--only")
{
    Description = Words.Pick("Play these scenarios only, names separated by commas.", "只运行这些场景,名称以逗号分隔。"),
    AllowMultipleArgumentsPerToken = true,
    CustomParser = given => [.. given.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
};
only.Validators.Add(given =>
{
    foreach (var name in (given.GetValueOrDefault<string[]>() ?? []).Except(Catalogue.All.Select(scenario => scenario.Name)))
        given.AddError(Words.Pick($"There is no scenario {name}; --list names them.", $"没有名为 {name} 的场景;--list 列出全部场景。"));
});
var seconds = new Option<double>("--seconds")
{
    Description = Words.Pick("How long one measurement takes.", "每次测量的秒数。"),
    DefaultValueFactory = _ => Run.UsualSeconds,
};
seconds.Validators.Add(given =>
{
    if (given.GetValueOrDefault<double>() is < 1 or > 600) given.AddError("--seconds: 1 to 600.");
});
var list = new Option<bool>("--list") { Description = Words.Pick("List the scenarios.", "列出全部场景。") };
var docs = new Option<bool>("--docs") { Description = Words.Pick("Write the figures into docs/performance.md as well.", "同时把结果写入 docs/performance.md。") };

var root = new RootCommand(Words.Pick("Measures the platform against its floors.", "测量平台性能,并与其下限对比。")) { only, seconds, list, docs };
root.SetAction((given, stop) => given.GetValue(list)
    ? Run.List()
    : Run.Play(given.GetValue(only) ?? [], given.GetValue(seconds), given.GetValue(docs)));
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
