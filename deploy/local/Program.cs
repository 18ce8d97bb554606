using System.CommandLine;
using Pengcheng.Local;
using Pengcheng.Local.Commands;
using Pengcheng.Local.Hosting;

var fresh = new Option<bool>("--fresh")
{
    Description = Words.Pick("Throw away data and secrets of earlier runs.", "丢弃以前的数据和密钥。"),
};
var replicas = new Option<int>("--replicas")
{
    Description = Words.Pick("Processes per service.", "每个服务的进程数。"),
    DefaultValueFactory = _ => 1,
};
replicas.Validators.Add(given =>
{
    if (given.GetValueOrDefault<int>() is < 1 or > 8)
    {
        given.AddError("--replicas: 1 to 8.");
    }
});
var gatewayPort = new Option<int?>("--gateway-port")
{
    Description = Words.Pick("The gateway's port; otherwise 8080, or a free one.", "网关端口;默认 8080,被占用时另选空闲端口。"),
};
var detach = new Option<bool>("--detach")
{
    Description = Words.Pick("Go to the background once all is healthy.", "全部就绪后转入后台运行。"),
};
var quiet = new Option<bool>("--quiet")
{
    Description = Words.Pick("Logs go to the log files only.", "日志只写入文件。"),
};
// What the detached run is started with: its caller tells addresses and secrets, so that no file does.
var background = new Option<bool>(DetachedRun.Background) { Hidden = true };

var run = new Command("run", Words.Pick("Start the platform and stay in the foreground.", "启动平台并在前台运行。"))
{
    fresh, replicas, gatewayPort, detach, quiet, background,
};
run.SetAction((given, _) => given.GetValue(detach)
    ? DetachedRun.RunAsync([.. args[1..].Where(word => word != detach.Name && word != quiet.Name)])
    : RunCommand.RunAsync(given.GetValue(fresh), given.GetValue(quiet), given.GetValue(background), new PlatformOptions
    {
        Replicas = given.GetValue(replicas),
        GatewayPort = given.GetValue(gatewayPort),
    }));

var demo = new Command("demo", Words.Pick("Play a case through the gateway.", "通过网关演示办理过程。"));

var test = new Command("test", Words.Pick("Start the servers and run every test.", "启动服务器并运行全部测试。"));

var servers = new Command("servers", Words.Pick("Start PostgreSQL and RabbitMQ alone.", "仅启动 PostgreSQL 和 RabbitMQ。"));
servers.SetAction((_, _) => ServersCommand.RunAsync());

var stop = new Command("stop", Words.Pick("Stop a running platform.", "停止正在运行的平台。"));
stop.SetAction((_, _) => StopCommand.RunAsync());

var root = new RootCommand("Pengcheng (鹏城)") { run, demo, test, servers, stop };
try
{
    // The demo and the test runner have options of their own, --help among them: they get what follows as it was typed.
    switch (args)
    {
        case ["demo", .. var given]: return await DemoCommand.RunAsync(given);
        case ["test", .. var given]: return await TestCommand.RunAsync(given);
    }

    // Signals are this program's own business: it has processes to stop first.
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        ProcessTerminationTimeout = null,
        EnableDefaultExceptionHandler = false,
    });
}
catch (StartFailedException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
