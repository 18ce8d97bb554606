using Pengcheng.Local.Commands;

namespace Pengcheng.Local.Tests;

public sealed class TestSummaryTests
{
    [Test]
    public void The_closing_block_becomes_one_line()
    {
        var summary = Read("""
            running ...
              failed: 7
            Test run summary: Passed!
              total: 12
              failed: 0
              succeeded: 12
              skipped: 0
              duration: 811ms
            """);

        Assert.That(summary.ClosingLine, Is.EqualTo("12 passed, 0 failed"));
        Assert.That(summary.ExitCode(0), Is.Zero);
    }

    [Test]
    public void Skipped_tests_are_told()
    {
        var summary = Read("Test run summary: Passed!\n  total: 3\n  failed: 0\n  succeeded: 2\n  skipped: 1\n");

        Assert.That(summary.ClosingLine, Is.EqualTo("2 passed, 0 failed, 1 skipped"));
    }

    [Test]
    public void A_failed_test_fails_the_run()
    {
        var summary = Read("Test run summary: Failed!\n  total: 3\n  failed: 1\n  succeeded: 2\n  skipped: 0\n");

        Assert.That(summary.ClosingLine, Is.EqualTo("2 passed, 1 failed"));
        Assert.That(summary.ExitCode(0), Is.EqualTo(1));
    }

    [Test]
    public void A_run_without_tests_is_a_failure()
    {
        Assert.That(Read("Test run summary: Zero tests ran\n  total: 0\n  failed: 0\n  succeeded: 0\n").ExitCode(0), Is.EqualTo(1));
        Assert.That(Read("nothing at all\n").ExitCode(0), Is.EqualTo(1));
    }

    [Test]
    public void The_runners_own_failure_counts() =>
        Assert.That(Read("Test run summary: Passed!\n  total: 1\n  failed: 0\n  succeeded: 1\n").ExitCode(8), Is.EqualTo(8));

    private static TestSummary Read(string output)
    {
        var summary = new TestSummary();
        foreach (var line in output.Split('\n'))
        {
            summary.Read(line);
        }

        return summary;
    }
}
