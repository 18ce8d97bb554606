using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Tests;

internal sealed class SettingsTests
{
    private static readonly string[] Sound =
        ["--Auth:Authority=http://127.0.0.1:7001/", "--Auth:Audience=pengcheng", "--Services:Escrow:0=http://127.0.0.1:1"];

    [Test]
    public async Task The_shipped_configuration_is_sound()
    {
        await using var gateway = GatewayApp.Create(Sound);
        Assert.That(gateway, Is.Not.Null);
    }

    [TestCase("Auth:Authority=", "Auth:Authority must be the absolute address")]
    [TestCase("Auth:Authority=http://login.example/", "must be https")]
    [TestCase("Auth:Audience=", "Auth:Audience is missing")]
    [TestCase("Services:Escrow:0=ftp://127.0.0.1", "must list http or https addresses, not 'ftp://127.0.0.1'")]
    [TestCase("Services:Parks:0=http://127.0.0.1:1", "Services:parks has no routes")]
    [TestCase("Limits:Client:PerSecond=0", "Limits:Client needs PerSecond above 0")]
    [TestCase("Limits:TimeoutSeconds=0", "Limits:TimeoutSeconds")]
    [TestCase("Limits:Cleint:Burst=1", "Cleint")]
    [TestCase("Routes:Escrow:0:Path=api", "Routes:escrow:0 ('api'): Path must be a route pattern")]
    [TestCase("Routes:Escrow:0:Scope=x", "give either a Scope or Anonymous = true")]
    [TestCase("Routes:Escrow:0:Methods:0=FETCH", "Methods must list")]
    [TestCase("Routes:Escrow:0:Path=/api/escrow/v1/errors/{**rest}", "is listed twice")]
    [TestCase("Edge:AppOrigins:0=https://app.example/path", "Edge:AppOrigins must list origins")]
    [TestCase("Edge:TrustedProxies:0=somewhere", "Edge:TrustedProxies must list networks")]
    public void A_broken_rule_is_named(string setting, string sentence)
    {
        var refused = Assert.Throws<SettingsException>(() => GatewayApp.Create([.. Sound, "--" + setting]));
        Assert.That(refused!.Message, Does.Contain(sentence));
    }

    [Test]
    public void All_broken_rules_are_named_at_once()
    {
        var refused = Assert.Throws<SettingsException>(() => GatewayApp.Create(["--Auth:Authority=x", "--Limits:BodyBytes=0"]));
        Assert.That(refused!.Broken, Has.Count.EqualTo(3));
    }
}
