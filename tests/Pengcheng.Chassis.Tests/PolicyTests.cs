using Pengcheng.Chassis;

namespace Pengcheng.Chassis.Tests;

/// <summary>A case's figures are checked at start: a misspelt or absurd setting never runs as if it were not there.</summary>
public sealed class PolicyTests
{
    private sealed record Terms
    {
        public int Days { get; init; } = 7;
        public TimeSpan Wait { get; init; } = TimeSpan.FromHours(1);
    }

    [Test]
    public void Defaults_stand_and_a_setting_replaces_one() =>
        Assert.That(Read("--Terms:Days=9"), Is.EqualTo(new Terms { Days = 9 }));

    [TestCase("--Terms:Dayz=9", "Dayz")]
    [TestCase("--Terms:Days=nine", "nine")]
    [TestCase("--Terms:Days=-1", "Terms:Days")]
    [TestCase("--Terms:Wait=-00:00:01", "Terms:Wait")]
    public void A_mistake_stops_the_start_and_is_named(string setting, string named) =>
        Assert.That(() => Read(setting), Throws.InvalidOperationException.With.Message.Contains(named));

    private static Terms Read(string setting) => Service.Create("terms", [setting]).Policy<Terms>("Terms");
}
