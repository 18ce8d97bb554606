using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Pengcheng.Demo;
using Pengcheng.Fault.Plan;
using Pengcheng.Local.Processes;

namespace Pengcheng.Fault.Strikes;

/// <summary>Carries out the plan, strike by strike. What lasts is undone by itself; <see cref="Heal"/> undoes it for sure.</summary>
internal sealed class Striker(Site site, Door door)
{
    // As deploy/local sets it.
    private const string UsualLimit = "200MB";

    private static readonly TimeSpan AfterRestart = TimeSpan.FromSeconds(10);

    /// <summary>One strike. Answers what was done, when it has begun; <paramref name="over"/> gets the task that ends with it.</summary>
    /// <exception cref="NothingToStrikeException">Its target was down already, or nobody answered.</exception>
    public async Task<string> Begin(Strike strike, Action<Task> over) => strike.Kind switch
    {
        Kinds.Kill => Kill(strike.Target),
        Kinds.Freeze => Freeze(strike, over),
        Kinds.CutDatabase => await CutDatabase(strike.Target.Split(',')),
        Kinds.CutBroker => await Control("close_all_connections", "the connections are closed"),
        Kinds.DiskFull when site.Volume.IsSmall => FillDisk(strike, BrokerVolume.LessThanTheLimit, over),
        Kinds.DiskSpent when site.Volume.IsSmall => FillDisk(strike, 0, over),
        Kinds.DiskSpent => throw new NothingToStrikeException("the broker has no volume of its own"),
        Kinds.DiskFull or Kinds.DiskAlarm => await RaiseLimit(strike, over),
        Kinds.Clock => await Jump(strike.Target.Split(':')),
        Kinds.Partner => await Press(strike, over),
        _ => throw new UnreachableException(strike.Kind),
    };

    /// <summary>Undoes whatever may still last.</summary>
    public async Task Heal()
    {
        site.Volume.Empty();
        foreach (var name in Names) if (site.Process(name) is { } process) ProcessTree.Thaw(ProcessTree.Of(process.Pid));
        await Patiently("the broker's limit", async () => (await site.BrokerControl("set_disk_free_limit", UsualLimit)).ExitCode == 0);
        await UntilQueuesRun();
        await Patiently("the fault buttons", async () =>
        {
            await door.Sandbox(HttpMethod.Delete, "/sandbox/faults");
            return true;
        });
    }

    private static string[] Names => [.. Kinds.Named([Kinds.Freeze]).Single().Targets.Distinct()];

    private string Kill(string name)
    {
        var process = Living(name);
        Signals.Send(process.Pid, StopSignal.Kill);
        return $"killed process {process.Pid}";
    }

    private string Freeze(Strike strike, Action<Task> over)
    {
        var tree = ProcessTree.Of(Living(strike.Target).Pid);
        ProcessTree.Freeze(tree);
        over(After(strike, () =>
        {
            ProcessTree.Thaw(tree);
            return Task.CompletedTask;
        }));
        return $"stopped {tree.Count} processes";
    }

    private async Task<string> CutDatabase(IReadOnlyList<string> services)
    {
        try
        {
            await using var connection = await site.Administrator();
            await using var command = new NpgsqlCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = any($1)", connection);
            command.Parameters.AddWithValue(services.Select(site.DatabaseName).ToArray());
            return $"{await command.ExecuteScalarAsync()} sessions ended";
        }
        catch (NpgsqlException away)
        {
            throw new NothingToStrikeException(away.Message);
        }
    }

    private string FillDisk(Strike strike, long leave, Action<Task> over)
    {
        var bytes = site.Volume.Fill(leave);
        over(After(strike, () =>
        {
            site.Volume.Empty();
            return UntilQueuesRun();
        }));
        return $"{bytes / (1 << 20)} MiB written, {leave / (1 << 20)} MiB left";
    }

    private async Task<string> RaiseLimit(Strike strike, Action<Task> over)
    {
        var done = await Control("set_disk_free_limit", "publishers are blocked", "1000000GB");
        over(After(strike, () => Patiently("the broker's limit", async () => (await site.BrokerControl("set_disk_free_limit", UsualLimit)).ExitCode == 0)));
        return done;
    }

    private async Task<string> Jump(string[] howFar)
    {
        var count = int.Parse(howFar[1], CultureInfo.InvariantCulture);
        object body = howFar[0] == "seconds" ? new { seconds = count } : new { workingDays = count };
        var reading = await Told(() => door.Sandbox(HttpMethod.Post, "/sandbox/clock/advance", body, repeatable: false));
        return $"it is {reading.GetProperty("now").GetDateTimeOffset():yyyy-MM-dd HH:mm:ss} UTC";
    }

    private async Task<string> Press(Strike strike, Action<Task> over)
    {
        var (target, kind) = (strike.Target.Split('=')[0], strike.Target.Split('=')[1]);
        var pressed = await Told(() => door.Sandbox(HttpMethod.Post, "/sandbox/faults", new { target, kind, milliseconds = 2000, times = 0, code = "internal" }, repeatable: false));
        var id = pressed.GetProperty("id").GetInt64();
        over(After(strike, () => Patiently("a fault button", async () =>
        {
            // 404: it was cleared together with all others.
            try { await door.Sandbox(HttpMethod.Delete, $"/sandbox/faults/{id}"); } catch (DemoFailedException) { return true; }
            return true;
        })));
        return $"button {id}";
    }

    private async Task<string> Control(string command, string done, string? argument = null)
    {
        var answer = command == "close_all_connections" ? await site.BrokerControl(command, "fault run") : await site.BrokerControl(command, argument!);
        return answer.ExitCode == 0 ? done : throw new NothingToStrikeException(answer.Output.Split('\n')[0]);
    }

    // A broker whose log met the end of its disk stays up with all its queues down, also when there is room again: it wants to be restarted.
    private Task UntilQueuesRun() => Patiently("the broker's queues", async () =>
    {
        var queues = await site.BrokerControl("list_queues", "-q", "-p", site.Broker.AbsolutePath.Trim('/'), "--no-table-headers", "name", "state");
        if (queues.ExitCode != 0) return false;
        var down = queues.Output.Split('\n').Any(line => line.EndsWith("\tdown", StringComparison.Ordinal));
        if (down && site.Process("rabbitmq") is { } broker)
        {
            Signals.Send(broker.Pid, StopSignal.Kill);
            await Task.Delay(AfterRestart);
        }

        return !down;
    });

    private ProcessIdentity Living(string name) => site.Process(name) ?? throw new NothingToStrikeException($"{name} was down at that moment");

    private static async Task<T> Told<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or DemoFailedException)
        {
            throw new NothingToStrikeException(failure.Message);
        }
    }

    private static async Task After(Strike strike, Func<Task> undo)
    {
        await Task.Delay(TimeSpan.FromSeconds(strike.Seconds));
        await undo();
    }

    private static async Task Patiently(string what, Func<Task<bool>> undo)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await undo()) return;
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                // Down or on its way up.
            }

            if (attempt == 60) throw new InvalidOperationException($"After a minute of trying it is still so: {what} cannot be undone.");
            await Task.Delay(1000);
        }
    }
}

/// <summary>The target of a strike was not there.</summary>
internal sealed class NothingToStrikeException(string message) : Exception(message);
