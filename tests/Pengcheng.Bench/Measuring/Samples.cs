using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace Pengcheng.Bench.Measuring;

/// <summary>
/// Where a .NET process spends its time: its stacks, looked at each millisecond through the runtime's own diagnostics port. Only
/// threads that run managed code are counted; those that wait, and what the kernel does for them, are not.
/// </summary>
public sealed class Samples
{
    // Whose doing it is: the first of these on the stack, seen from where the thread is. The class library works for its caller.
    private static readonly (string Module, string Part)[] Parts =
    [
        ("BouncyCastle", "SM2 and SM3 (BouncyCastle)"), ("Npgsql", "Npgsql"), ("Marten", "Marten"), ("JasperFx", "Marten"), ("Weasel", "Marten"),
        ("MassTransit", "MassTransit"), ("RabbitMQ.Client", "RabbitMQ.Client"), ("OpenTelemetry", "OpenTelemetry"), ("System.Text.Json", "JSON"),
        ("Microsoft.IdentityModel", "tokens"), ("System.Security.Cryptography", "tokens"), ("Yarp", "Yarp"), ("Microsoft.AspNetCore", "web server"),
        ("System.Net", "HTTP client and sockets"), ("Microsoft.Extensions.Logging", "logging"), ("Pengcheng.Chassis", "chassis"), ("Pengcheng", "service"),
    ];

    // A thread in one of these has nothing to do, whatever the runtime says of it.
    private static readonly string[] Waits = ["LowLevelLifoSemaphore", "LowLevelMonitor", "WaitHandle.WaitOne", "SocketAsyncEngine.EventLoop", "Monitor.Wait", "ManualResetEventSlim.Wait", "SemaphoreSlim.Wait"];

    private const string Runtime = "runtime and class library";

    private readonly Dictionary<string, int> _parts = [], _methods = [];

    /// <summary>How many stacks were running.</summary>
    public int Count { get; private set; }

    /// <summary>The parts, the dearest first, each with its share.</summary>
    public IEnumerable<(string Name, double Share)> ByPart => Ranked(_parts);

    /// <summary>The methods that a thread was in, the dearest first, each with its share.</summary>
    public IEnumerable<(string Name, double Share)> ByMethod => Ranked(_methods);

    /// <summary>Watches a process for a while.</summary>
    public static async Task<Samples> Of(int pid, string folder, TimeSpan time, CancellationToken stop)
    {
        var file = Path.Combine(folder, pid.ToString(CultureInfo.InvariantCulture) + ".nettrace");
        EventPipeProvider[] providers =
        [
            new("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational),
            new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, (long)ClrTraceEventParser.Keywords.Default),
        ];
        using (var session = await new DiagnosticsClient(pid).StartEventPipeSessionAsync(providers, requestRundown: true, circularBufferMB: 256, stop))
        await using (var stream = File.Create(file))
        {
            var copy = session.EventStream.CopyToAsync(stream, stop);
            await Task.Delay(time, stop);
            await session.StopAsync(stop);
            await copy;
        }

        return await Task.Run(() => Read(file), stop);
    }

    private static Samples Read(string file)
    {
        var samples = new Samples();
        var indexed = TraceLog.CreateFromEventPipeDataFile(file);
        using (var log = new TraceLog(indexed))
            foreach (var one in log.Events)
                if (one is ClrThreadSampleTraceData { Type: ClrThreadSampleType.Managed } sample && sample.CallStack() is { } stack) samples.Add(stack);
        File.Delete(indexed);
        File.Delete(file);
        return samples;
    }

    private void Add(TraceCallStack stack)
    {
        var frames = new List<TraceCallStack>();
        for (var frame = stack; frame is not null; frame = frame.Caller) frames.Add(frame);
        if (frames.Take(6).Any(frame => Waits.Any(wait => frame.CodeAddress.FullMethodName.Contains(wait, StringComparison.Ordinal)))) return;
        Count++;
        // Stubs into the kernel have no name: their caller's is given instead.
        var named = frames.Find(frame => frame.CodeAddress.FullMethodName.Length > 0 && !frame.CodeAddress.FullMethodName.Contains("PollGC", StringComparison.Ordinal));
        var method = named is null ? "native" : $"{Name(named.CodeAddress.FullMethodName)} ({named.CodeAddress.ModuleName})";
        _methods[method] = _methods.GetValueOrDefault(method) + 1;
        var part = frames.Select(frame => Parts.FirstOrDefault(known => frame.CodeAddress.ModuleName.StartsWith(known.Module, StringComparison.Ordinal)).Part).FirstOrDefault(one => one is not null) ?? Runtime;
        _parts[part] = _parts.GetValueOrDefault(part) + 1;
    }

    // Without parameters and their types: the name tells enough.
    private static string Name(string method) => method.IndexOf('(', StringComparison.Ordinal) is var end and > 0 ? method[..end] : method;

    private IEnumerable<(string Name, double Share)> Ranked(Dictionary<string, int> counts) =>
        counts.OrderByDescending(one => one.Value).Select(one => (one.Key, (double)one.Value / Count));
}
