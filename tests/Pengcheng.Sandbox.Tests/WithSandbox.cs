[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(4)]

namespace Pengcheng.Sandbox.Tests;

/// <summary>Every test has a sandbox of its own.</summary>
public abstract class WithSandbox
{
    /// <summary>The sandbox.</summary>
    protected SandboxServer Sandbox { get; private set; } = null!;

    /// <summary>Starts it.</summary>
    [SetUp]
    public async Task Start() => Sandbox = await SandboxServer.Start();

    /// <summary>Stops it.</summary>
    [TearDown]
    public async Task Stop()
    {
        if (Sandbox is not null) await Sandbox.DisposeAsync();
    }
}
