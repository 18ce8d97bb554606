using System.Globalization;
using Pengcheng.EndToEnd.Tests;
using Pengcheng.Local;
using Pengcheng.Local.Processes;

// Beside the namespace that the platform is set up for: these tests need none.
namespace Pengcheng.EndToEnd;

/// <summary>What is kept of earlier runs.</summary>
public sealed class EarlierRunsTests
{
    private readonly DirectoryInfo _runs = new(Path.Combine(Path.GetTempPath(), $"pengcheng runs {Guid.NewGuid():N}"));

    [SetUp]
    public void Create() => _runs.Create();

    [TearDown]
    public void Delete() => _runs.Delete(recursive: true);

    [Test]
    public void The_last_two_that_are_over_stay()
    {
        Run("1", Gone);
        Run("2", null);
        Run("3", Gone);
        Run("4", null);
        EarlierRuns.Sweep(_runs);
        Assert.That(Left, Is.EqualTo(new[] { "3", "4" }));
    }

    [Test]
    public void One_whose_processes_run_stays_and_does_not_count()
    {
        Run("1", Gone, Living);
        Run("2", Living);
        Run("3", Gone);
        Run("4", Gone, Gone);
        Run("5", Gone, (ProcessIdentity?)null);
        EarlierRuns.Sweep(_runs);
        Assert.That(Left, Is.EqualTo(new[] { "1", "2", "4", "5" }));
    }

    [Test]
    public void One_that_a_runner_holds_stays()
    {
        foreach (var name in (string[])["1", "2", "3"]) Run(name, null);
        using (RunnerLock.TryTake(Layout.Find(Path.Combine(_runs.FullName, "1")))) EarlierRuns.Sweep(_runs);
        Assert.That(Left, Is.EqualTo(new[] { "1", "2", "3" }));
        EarlierRuns.Sweep(_runs);
        Assert.That(Left, Is.EqualTo(new[] { "2", "3" }));
    }

    [Test]
    public void Before_the_first_run_there_is_nothing_to_do() => Assert.That(() => EarlierRuns.Sweep(new DirectoryInfo(Path.Combine(_runs.FullName, "none"))), Throws.Nothing);

    private static ProcessIdentity Living => ProcessIdentity.Of(Environment.ProcessId, "Pengcheng.");

    // The number is this process's, the start is not.
    private static ProcessIdentity Gone => Living with { Started = 1 };

    private IEnumerable<string> Left => _runs.EnumerateDirectories().Select(run => run.Name).Order();

    // The number is also the minute at which the run ended.
    private void Run(string number, ProcessIdentity? runner, params ProcessIdentity?[] processes)
    {
        var run = _runs.CreateSubdirectory(number);
        var layout = Layout.Find(run.FullName);
        RunnerLock.TryTake(layout)!.Dispose();
        run.CreateSubdirectory("postgres");
        if (runner is not null)
        {
            PrivateFile.WriteJson(layout.StateFile, new State
            {
                Runner = runner,
                StartedAt = DateTimeOffset.UnixEpoch,
                Processes = [.. processes.Select((process, index) => new ProcessEntry($"p{index}", null, process, StopSignal.Terminate))],
            });
        }

        run.LastWriteTimeUtc = DateTime.UnixEpoch.AddMinutes(int.Parse(number, CultureInfo.InvariantCulture));
    }
}
