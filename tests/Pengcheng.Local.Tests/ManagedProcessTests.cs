using Pengcheng.Local.Processes;
using Pengcheng.Testing;

namespace Pengcheng.Local.Tests;

public sealed class ManagedProcessTests
{
    private readonly List<string> _said = [];
    private Scratch _scratch = null!;
    private Roster _roster = null!;

    [SetUp]
    public void Open()
    {
        _said.Clear();
        _scratch = new Scratch();
        _roster = new Roster((name, line) =>
        {
            lock (_said)
            {
                _said.Add($"{name}: {line}");
            }
        });
    }

    [TearDown]
    public async Task Close()
    {
        await _roster.StopAsync(atOnce: true);
        _scratch.Dispose();
    }

    [Test]
    public async Task What_it_prints_is_shown_and_kept()
    {
        var process = _roster.Start(Script("echo one; echo two >&2"));

        Assert.That(await process.Ended, Is.Zero);
        Assert.That(_said, Is.EquivalentTo(new[] { "script: one", "script: two" }));
        Assert.That(LogFile.Tail(process.Spec.LogFile, 5), Is.EquivalentTo(new[] { "one", "two" }));
    }

    [Test]
    public async Task A_killed_process_comes_back()
    {
        var process = _roster.Start(Script("exec sleep 600"));
        process.KeepAlive();
        var first = process.Identity;

        Signals.Send(first.Pid, StopSignal.Kill);

        await Eventually.Holds(() => process.Identity != first && process.Identity.IsAlive, "the process is back");
        Assert.That(first.IsAlive, Is.False);
        Assert.That(_said, Has.Some.Contains("ended with code 137"));
    }

    [Test]
    public async Task A_process_that_was_not_to_be_kept_stays_down()
    {
        var process = _roster.Start(Script("exit 3"));

        Assert.That(await process.Ended, Is.EqualTo(3));
        Assert.That(process.Identity.IsAlive, Is.False);
    }

    [Test]
    public async Task A_process_that_will_not_stop_is_killed_after_its_grace()
    {
        var process = _roster.Start(Script("trap '' TERM; echo deaf; while :; do sleep 0.05; done") with
        {
            Grace = TimeSpan.FromMilliseconds(300),
        });
        await Eventually.Holds(() => LogFile.Tail(process.Spec.LogFile, 1).Contains("deaf"), "the signal is ignored");

        await _roster.StopAsync();

        Assert.That(process.Identity.IsAlive, Is.False);
        Assert.That(_said, Has.Some.Contains("killed"));
    }

    [Test]
    public async Task Lower_stop_orders_go_first()
    {
        var order = _scratch.File("order");
        foreach (var (name, number) in new[] { ("database", 2), ("service", 1) })
        {
            var process = _roster.Start(
                Script($"trap 'echo {name} >>\"$0\"; exit 0' TERM; echo up; while :; do sleep 0.05; done", name, order) with { StopOrder = number });
            await Eventually.Holds(() => LogFile.Tail(process.Spec.LogFile, 1).Contains("up"), $"{name} is up");
        }

        await _roster.StopAsync();

        Assert.That(await File.ReadAllLinesAsync(order), Is.EqualTo(new[] { "service", "database" }));
    }

    [Test]
    public async Task What_a_killed_runner_left_is_found_by_its_state()
    {
        var process = _roster.Start(Script("exec sleep 600"));
        var state = new State
        {
            Runner = ProcessIdentity.Of(Environment.ProcessId, ""),
            StartedAt = TimeProvider.System.GetUtcNow(),
            Processes = _roster.Entries,
        };

        Assert.That(await Leftovers.StopAsync(state), Is.EqualTo(new[] { "script" }));
        Assert.That(process.Identity.IsAlive, Is.False);
    }

    [Test]
    public async Task A_number_that_another_process_has_now_is_left_alone()
    {
        var process = _roster.Start(Script("exec sleep 600"));
        var earlier = process.Identity with { Started = process.Identity.Started - 1 };
        var state = new State
        {
            Runner = earlier,
            StartedAt = TimeProvider.System.GetUtcNow(),
            Processes = [new ProcessEntry("script", null, earlier, StopSignal.Kill)],
        };

        Assert.That(await Leftovers.StopAsync(state), Is.Empty);
        Assert.That(process.Identity.IsAlive, Is.True);
    }

    [Test]
    public void Logs_of_earlier_runs_move_up()
    {
        foreach (var run in new[] { "first", "second", "third" })
        {
            LogFile.Rotate(_scratch.Folder);
            File.WriteAllText(_scratch.File("escrow-1.log"), run);
        }

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(_scratch.File("escrow-1.log")), Is.EqualTo("third"));
            Assert.That(File.ReadAllText(_scratch.File("escrow-1.1.log")), Is.EqualTo("second"));
            Assert.That(File.ReadAllText(_scratch.File("escrow-1.2.log")), Is.EqualTo("first"));
        });
    }

    private ProcessSpec Script(string script, string name = "script", string zero = "sh") =>
        new(name, ["/bin/sh", "-c", script, zero])
        {
            LogFile = _scratch.File(name + ".log"),
            Marker = "",
            Relay = true,
        };
}
