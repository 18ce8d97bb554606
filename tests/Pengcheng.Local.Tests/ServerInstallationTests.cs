using System.Diagnostics;
using Pengcheng.Local.Processes;
using Pengcheng.Local.Servers;

namespace Pengcheng.Local.Tests;

public sealed class ServerInstallationTests
{
    [Test]
    public void While_the_runner_lives_no_server_of_the_machines_own_is_started()
    {
        using var scratch = new Scratch();
        Assert.That(Asked(scratch, Environment.ProcessId), Is.EqualTo(101));
    }

    [Test]
    public void What_a_killed_runner_left_denies_nothing()
    {
        using var scratch = new Scratch();
        using var ended = Process.Start("true");
        ended.WaitForExit();
        Assert.That(Asked(scratch, ended.Id), Is.Zero);
    }

    // As the packages' scripts ask: policy-rc.d, the service, what is to be done with it.
    private static int Asked(Scratch scratch, int runner)
    {
        var policy = scratch.File("policy-rc.d");
        ServerInstallation.WriteProgram(policy, ServerInstallation.StartNothingWhile(runner));
        return Shell.Run(policy, ["postgresql", "start"]).ExitCode;
    }
}
