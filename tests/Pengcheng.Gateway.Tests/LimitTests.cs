using System.Globalization;
using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class LimitTests
{
    // So slow that no token comes back while a test runs.
    private static readonly string[] Three =
    [
        "Limits:Client:PerSecond=0.01", "Limits:Client:Burst=3", "Limits:Anonymous:PerSecond=0.01", "Limits:Anonymous:Burst=2",
        "Limits:ByClient:court:PerSecond=0.01", "Limits:ByClient:court:Burst=5",
    ];

    [Test]
    public async Task Answers_tell_the_policy_and_what_is_left()
    {
        await using var platform = await Platform.StartAsync(Three);
        using var answer = await platform.GetAsync("/api/escrow/v1/deals/1");
        Assert.That(Header(answer, "RateLimit-Policy"), Is.EqualTo("\"client\";q=3;w=300"));
        Assert.That(Header(answer, "RateLimit"), Is.EqualTo("\"client\";r=2;t=100"));
    }

    [Test]
    public async Task The_request_after_the_last_one_is_429_and_does_not_reach_the_service()
    {
        await using var platform = await Platform.StartAsync(Three);
        for (var i = 0; i < 3; i++)
        {
            using var granted = await platform.GetAsync("/api/escrow/v1/deals/1");
            Assert.That(granted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        }

        using var refused = await platform.GetAsync("/api/escrow/v1/deals/1");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(await refused.ProblemAsync(), Is.EqualTo("gateway.too-many-requests"));
        Assert.That(int.Parse(Header(refused, "Retry-After")!, CultureInfo.InvariantCulture), Is.EqualTo(100));
        Assert.That(Header(refused, "RateLimit"), Does.StartWith("\"client\";r=0;"));
        Assert.That(platform.Escrow.Seen, Is.EqualTo(3));
    }

    [Test]
    public async Task Each_client_and_each_person_has_its_own_share()
    {
        await using var platform = await Platform.StartAsync(Three);
        string[] callers =
        [
            platform.Issuer.Token("escrow.deals.read", "bank-a"), platform.Issuer.Token("escrow.deals.read", "bank-b"),
            platform.Issuer.Token("escrow.deals.read", "shop", "person-1"), platform.Issuer.Token("escrow.deals.read", "shop", "person-2"),
        ];
        foreach (var caller in callers)
            Assert.That(await GrantedAsync(platform, caller, 6), Is.EqualTo(3));
    }

    [Test]
    public async Task A_client_may_have_a_rate_of_its_own()
    {
        await using var platform = await Platform.StartAsync(Three);
        Assert.That(await GrantedAsync(platform, platform.Issuer.Token("escrow.deals.read", "court"), 8), Is.EqualTo(5));
    }

    [Test]
    public async Task Callers_without_a_valid_token_share_the_allowance_of_their_address()
    {
        await using var platform = await Platform.StartAsync(Three);
        using var first = await platform.GetAsync("/api/escrow/v1/signing-keys", scope: null);
        using var second = await platform.WithTokenAsync("guess");
        using var third = await platform.WithTokenAsync("another-guess");
        Assert.That((first.StatusCode, second.StatusCode, third.StatusCode),
            Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests)));
        Assert.That(Header(third, "RateLimit-Policy"), Does.StartWith("\"anonymous\""));
    }

    [Test]
    public async Task An_address_counts_only_when_a_trusted_proxy_names_it()
    {
        await using var trusting = await Platform.StartAsync([.. Three, "Edge:TrustedProxies:0=127.0.0.0/8"]);
        await using var plain = await Platform.StartAsync(Three);
        Assert.That(await GrantedFromManyAddressesAsync(trusting), Is.EqualTo(6));
        Assert.That(await GrantedFromManyAddressesAsync(plain), Is.EqualTo(2));
    }

    [Test]
    public async Task Health_is_never_throttled()
    {
        await using var platform = await Platform.StartAsync(Three);
        for (var i = 0; i < 10; i++)
            foreach (var path in new[] { "/health", "/health/live", "/health/ready" })
            {
                using var answer = await platform.Http.GetAsync(path);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            }
    }

    private static async Task<int> GrantedAsync(Platform platform, string token, int requests)
    {
        var granted = 0;
        for (var i = 0; i < requests; i++)
        {
            using var answer = await platform.WithTokenAsync(token);
            granted += answer.IsSuccessStatusCode ? 1 : 0;
        }
        return granted;
    }

    private static async Task<int> GrantedFromManyAddressesAsync(Platform platform)
    {
        var granted = 0;
        for (var i = 0; i < 6; i++)
        {
            using var request = platform.Request(HttpMethod.Get, "/api/escrow/v1/signing-keys", scope: null);
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            using var answer = await platform.Http.SendAsync(request);
            granted += answer.IsSuccessStatusCode ? 1 : 0;
        }
        return granted;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
