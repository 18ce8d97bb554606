namespace Pengcheng.Architecture.Tests;

/// <summary>Time comes from the platform's clock, and nobody sleeps through it.</summary>
public sealed class TimeTests
{
    // Where the system's clock is handed to everything else.
    private static readonly string[] Composition = ["gateway/GatewayApp.cs", "deploy/sandbox/Composition.cs", "services/chassis/Time/TimeSetup.cs"];

    // This file names what it forbids.
    private static IEnumerable<Source> Others => Repository.Sources.Where(source => !source.Path.EndsWith("/TimeTests.cs", StringComparison.Ordinal));

    [Test]
    public void Nothing_reads_the_machine_s_clock() => Assert.That(
        Others.Where(source => source.Has(@"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b")), Is.Empty);

    [Test]
    public void No_thread_sleeps() => Assert.That(Others.Where(source => source.Has(@"\bThread\s*\.\s*Sleep\b")), Is.Empty);

    // The runner and the demo measure how long they themselves wait, and tests live in the machine's time.
    [Test]
    public void Only_a_composition_root_knows_which_clock_it_is() => Assert.That(
        Repository.SourcesIn("contracts", "services", "gateway", "deploy/sandbox")
            .Where(source => !Composition.Contains(source.Path) && source.Has(@"\bTimeProvider\s*\.\s*System\b")), Is.Empty);
}
