using Pengcheng.Gateway.Settings;
using Pengcheng.Gateway.Tests.World;
using Pengcheng.Gateway.Tokens;

namespace Pengcheng.Gateway.Tests;

internal sealed class TokenCacheTests
{
    [Test]
    public async Task It_holds_no_more_than_it_may_and_keeps_what_is_in_use()
    {
        await using var platform = await Platform.StartAsync("Auth:RememberedTokens=4");
        var used = platform.Issuer.Token("escrow.deals.read", subject: "in-use");
        for (var i = 0; i < 12; i++)
        {
            using var other = await platform.WithTokenAsync(platform.Issuer.Token("escrow.deals.read", subject: $"other-{i}"));
            using var again = await platform.WithTokenAsync(used);
            Assert.That((other.IsSuccessStatusCode, again.IsSuccessStatusCode), Is.EqualTo((true, true)));
        }
    }

    [Test]
    public void The_same_token_has_the_same_fingerprint_and_no_other_has()
    {
        var tokens = Enumerable.Range(0, 20_000).Select(number => $"token-{number % 10_000}");
        Assert.That(tokens.Select(token => TokenCache.Fingerprint.Of(token)).ToHashSet(), Has.Count.EqualTo(10_000));
    }

    [Test]
    public void An_empty_cache_finds_nothing() =>
        Assert.That(new TokenCache(new AuthSettings()).Find(TokenCache.Fingerprint.Of("x")), Is.Null);
}
