using System.Net;
using Pengcheng.Gateway.Tests.World;

namespace Pengcheng.Gateway.Tests;

internal sealed class TokenTests
{
    private Platform platform = null!;

    [SetUp]
    public async Task Start() => platform = await Platform.StartAsync();

    [TearDown]
    public async Task Stop() => await platform.DisposeAsync();

    [Test]
    public async Task No_token_is_401_and_says_how_to_send_one()
    {
        using var answer = await platform.GetAsync("/api/escrow/v1/deals/1", scope: null);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.token-missing"));
        Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer realm=\"pengcheng\""));
        Assert.That(platform.Escrow.Seen, Is.Zero);
    }

    [Test]
    public async Task An_expired_token_is_401_and_says_so()
    {
        using var answer = await platform.WithTokenAsync(platform.Issuer.Token("escrow.deals.read", life: TimeSpan.FromSeconds(-1)));
        Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.token-expired"));
        Assert.That(answer.Headers.WwwAuthenticate.ToString(), Does.Contain("error=\"invalid_token\""));
    }

    [Test]
    public async Task A_remembered_token_ends_at_its_exp()
    {
        var token = platform.Issuer.Token("escrow.deals.read", life: TimeSpan.FromMinutes(5));
        using var first = await platform.WithTokenAsync(token);
        platform.Time.Advance(TimeSpan.FromSeconds(298));
        using var justBefore = await platform.WithTokenAsync(token);
        platform.Time.Advance(TimeSpan.FromSeconds(2));
        using var at = await platform.WithTokenAsync(token);

        Assert.That((first.StatusCode, justBefore.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(await at.ProblemAsync(), Is.EqualTo("gateway.token-expired"));
    }

    [Test]
    public async Task Forged_and_foreign_tokens_are_refused()
    {
        var forged = platform.Issuer.Token("escrow.deals.read", key: Issuer.NewKey());
        var sameName = Issuer.NewKey();
        sameName.KeyId = platform.Issuer.Key.KeyId;
        string[] tokens =
        [
            forged,
            platform.Issuer.Token("escrow.deals.read", key: sameName),
            platform.Issuer.Token("escrow.deals.read", audience: "elsewhere"),
            platform.Issuer.Token("escrow.deals.read", issuer: "https://elsewhere.example/"),
            platform.Issuer.Token("escrow.deals.read", type: "logout+jwt"),
            Unsigned(platform.Issuer.Token("escrow.deals.read")),
            "not-a-token", "a.b.c", new string('x', 20_000),
        ];
        foreach (var token in tokens)
        {
            using var answer = await platform.WithTokenAsync(token);
            Assert.That(await answer.ProblemAsync(), Is.EqualTo("gateway.token-invalid"), token[..Math.Min(40, token.Length)]);
        }
        Assert.That(platform.Escrow.Seen, Is.Zero);
    }

    [Test]
    public async Task A_refusal_is_not_remembered()
    {
        platform.Issuer.Rotate(); // not fetched yet, and the last fetch was just now
        var early = platform.Issuer.Token("escrow.deals.read");
        using var refused = await platform.WithTokenAsync(early);
        platform.Time.Advance(TimeSpan.FromSeconds(6));
        using var accepted = await platform.WithTokenAsync(early);
        Assert.That((refused.StatusCode, accepted.StatusCode), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.OK)));
    }

    [Test]
    public async Task A_new_key_is_fetched_when_a_token_names_it()
    {
        platform.Time.Advance(TimeSpan.FromSeconds(6));
        platform.Issuer.Rotate();
        using var answer = await platform.WithTokenAsync(platform.Issuer.Token("escrow.deals.read"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Unknown_key_names_do_not_flood_the_issuer()
    {
        platform.Time.Advance(TimeSpan.FromSeconds(6));
        var before = platform.Issuer.Fetches;
        for (var i = 0; i < 20; i++)
            (await platform.WithTokenAsync(platform.Issuer.Token("escrow.deals.read", key: Issuer.NewKey()))).Dispose();
        Assert.That(platform.Issuer.Fetches, Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_withdrawn_key_ends_its_remembered_tokens()
    {
        var token = platform.Issuer.Token("escrow.deals.read", life: TimeSpan.FromHours(2));
        using var before = await platform.WithTokenAsync(token);
        platform.Issuer.Rotate();
        platform.Issuer.Withdraw();
        platform.Time.Advance(TimeSpan.FromMinutes(11)); // the regular fetch is due
        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        await Until.TrueAsync(async () =>
        {
            using var after = await platform.WithTokenAsync(token);
            return after.StatusCode == HttpStatusCode.Unauthorized;
        }, "the token of the withdrawn key is refused");
    }

    [Test]
    public async Task Known_keys_stay_in_force_while_the_issuer_is_away()
    {
        platform.Issuer.Away = true;
        platform.Time.Advance(TimeSpan.FromMinutes(11));
        using var answer = await platform.WithTokenAsync(platform.Issuer.Token("escrow.deals.read"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static string Unsigned(string token) =>
        Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""") + "." + token.Split('.')[1] + ".";
}
