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
        Assert.That(() => Start(setting), Throws.TypeOf<SettingException>().With.Message.Contains(named));

    [Test]
    public void One_start_names_every_mistake()
    {
        var service = Service.Create("terms", ["--Terms:Days=-1", "--Banks:BaseUrl=ftp://bank", "--Clock:Url=nowhere"]);
        Assert.That(service.Policy<Terms>("Terms").Days, Is.EqualTo(7), "whoever wires the service goes on");
        service.Partner<IComparable, Adapter>("Banks:BaseUrl");
        Assert.That(service.Setting<Terms>(_ => throw new SettingException("Keys:1 is no key")), Is.Null);
        Assert.That(service.Build, Throws.TypeOf<SettingException>().With.Message.EqualTo(
            "terms-service can't start: ConnectionStrings:Postgres is missing; ConnectionStrings:RabbitMq is missing; Auth:Authority is missing; "
            + "Clock:Url is not a URL with https or http: nowhere; Terms:Days below zero; Banks:BaseUrl is missing or not a URL; Keys:1 is no key."));
    }

    private sealed class Adapter : IComparable
    {
        public int CompareTo(object? obj) => 0;
    }

    private static Terms Read(string setting) => Service.Create("terms", [setting]).Policy<Terms>("Terms");

    private static void Start(string setting)
    {
        var service = Service.Create("terms", [setting]);
        service.Policy<Terms>("Terms");
        service.Build();
    }
}
