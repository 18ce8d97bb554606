namespace Pengcheng.Registry.Tests.Doors;

/// <summary>The world that tests share which break nothing: two replicas of the service. Every notice has an id of its own.</summary>
[SetUpFixture]
public sealed class Shared
{
    internal static World World { get; private set; } = null!;
    internal static Replica One { get; private set; } = null!;
    internal static Replica Two { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        World = await World.Make();
        One = await World.Start();
        Two = await World.Start();
    }

    [OneTimeTearDown]
    public async Task Stop() => await World.DisposeAsync();
}
