using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pengcheng.Gateway.Settings;
using Pengcheng.Gateway.Tokens;

namespace Pengcheng.Gateway.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class TokenCacheTests
{
    private readonly TokenCache cache = new(new AuthSettings { RememberedTokens = 10 });

    [Test]
    public void It_finds_what_it_was_told_and_nothing_else()
    {
        var told = Someone("told");
        cache.Remember(Key("told"), told);
        Assert.That(cache.Find(Key("told")), Is.SameAs(told));
        Assert.That(cache.Find(Key("untold")), Is.Null);
    }

    [Test]
    public void It_holds_no_more_than_it_may()
    {
        for (var i = 0; i < 1000; i++)
            cache.Remember(Key($"token-{i}"), Someone("x"));
        Assert.That(Enumerable.Range(0, 1000).Count(i => cache.Find(Key($"token-{i}")) is not null), Is.InRange(1, 10));
    }

    [Test]
    public void What_is_in_use_stays()
    {
        cache.Remember(Key("in-use"), Someone("in-use"));
        for (var i = 0; i < 1000; i++)
        {
            cache.Remember(Key($"passing-{i}"), Someone("passing"));
            Assert.That(cache.Find(Key("in-use"))?.Subject, Is.EqualTo("in-use"));
        }
    }

    [Test]
    public void The_same_token_has_the_same_fingerprint_and_no_other_has()
    {
        var tokens = Enumerable.Range(0, 20_000).Select(number => $"token-{number % 10_000}");
        Assert.That(tokens.Select(token => Key(token)).ToHashSet(), Has.Count.EqualTo(10_000));
    }

    private static TokenCache.Fingerprint Key(string token) => TokenCache.Fingerprint.Of(token);

    private static Caller Someone(string subject) => new(new JsonWebToken(
        Base64UrlEncoder.Encode("""{"alg":"none"}""") + "." + Base64UrlEncoder.Encode($$"""{"sub":"{{subject}}","exp":4102444800}""") + "."));
}
