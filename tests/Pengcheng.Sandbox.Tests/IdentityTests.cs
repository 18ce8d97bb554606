using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pengcheng.Sandbox.Tests;

public sealed partial class IdentityTests : WithSandbox
{
    [Test]
    public async Task A_bank_gets_a_signed_token_with_its_role_bank_and_all_its_scopes()
    {
        var (_, body) = await Sandbox.Client("bank-a", "a-secret");

        var token = Token.Read(body);
        var valid = await Validate(token);
        Assert.That(valid.IsValid, Is.True, valid.Exception?.Message);
        Assert.That(token.Alg, Is.EqualTo("RS256"));
        Assert.That(token.Subject, Is.EqualTo("bank-a"));
        Assert.That(token.GetClaim("client_id").Value, Is.EqualTo("bank-a"));
        Assert.That(token.GetClaim("role").Value, Is.EqualTo("bank"));
        Assert.That(token.GetClaim("org").Value, Is.EqualTo("102584002008"));
        Assert.That(token.GetClaim("scope").Value.Split(' '), Is.EquivalentTo(new[] { "escrow.deals.read", "escrow.loans.write", "escrow.advices.write" }));
        Assert.That(token.ValidTo - token.IssuedAt, Is.EqualTo(TimeSpan.FromHours(1)));
    }

    [Test]
    public async Task Only_the_scopes_asked_for_are_granted()
    {
        var (_, body) = await Sandbox.Client("bank-a", "a-secret", "escrow.deals.read");

        Assert.That(Token.Read(body).GetClaim("scope").Value, Is.EqualTo("escrow.deals.read"));
    }

    [Test]
    public async Task A_scope_of_somebody_else_is_refused()
    {
        var (status, body) = await Sandbox.Client("bank-a", "a-secret", "escrow.deals.read operations");

        Assert.That((status, body.GetProperty("error").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_scope")));
    }

    [TestCase("bank-a", "wrong")]
    [TestCase("nobody", "a-secret")]
    [TestCase("operator", "")]
    public async Task A_client_without_the_right_secret_is_refused(string id, string secret)
    {
        var (status, body) = await Sandbox.Client(id, secret);

        Assert.That(status, Is.AnyOf(HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest));
        Assert.That(body.GetProperty("error").GetString(), Is.AnyOf("invalid_client", "invalid_request"));
    }

    [Test]
    public async Task A_citizen_signs_in_by_reference_and_password()
    {
        var (_, body) = await Sandbox.Citizen("citizen-7f3a", "citizens-secret");

        var token = Token.Read(body);
        Assert.That((token.Subject, token.GetClaim("role").Value, token.GetClaim("client_id").Value), Is.EqualTo(("citizen-7f3a", "citizen", "citizen-app")));
        Assert.That(token.TryGetClaim("org", out _), Is.False);
    }

    [TestCase("citizen-7f3a", "wrong")]
    [TestCase("Citizen-7F3A", "citizens-secret")]
    [TestCase("citizen-", "citizens-secret")]
    [TestCase("citizen-a\n", "citizens-secret")]
    public async Task A_wrong_name_or_password_is_refused(string name, string password)
    {
        var (status, body) = await Sandbox.Citizen(name, password);

        Assert.That((status, body.GetProperty("error").GetString()), Is.EqualTo((HttpStatusCode.BadRequest, "invalid_grant")));
    }

    [Test]
    public async Task Tokens_stay_valid_over_a_restart()
    {
        var (_, body) = await Sandbox.Client("bank-a", "a-secret");

        await Sandbox.Restart();

        var valid = await Validate(Token.Read(body));
        Assert.That(valid.IsValid, Is.True, valid.Exception?.Message);
    }

    [Test]
    public async Task A_token_does_not_age_with_the_sandbox_clock()
    {
        await Sandbox.Do("/sandbox/clock/advance", new { days = 30 });

        var (_, body) = await Sandbox.Client("bank-a", "a-secret");

        Assert.That(Token.Read(body).ValidTo, Is.LessThan(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1)));
    }

    [Test]
    public async Task The_app_signs_a_citizen_in_by_the_page_with_a_code_and_its_verifier()
    {
        const string verifier = "a-verifier-that-is-long-enough-for-the-rule-of-43-characters";
        var challenge = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Sandbox.Http.BaseAddress };
        var page = await browser.GetStringAsync("/connect/authorize?response_type=code&client_id=citizen-app&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fback"
            + $"&state=xyz&scope=escrow.deals.sign&code_challenge={challenge}&code_challenge_method=S256");
        var form = Hidden().Matches(page).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
        (form["citizen"], form["citizen_password"]) = ("citizen-7f3a", "citizens-secret");
        using var filled = new FormUrlEncodedContent(form);

        using var back = await browser.PostAsync("/connect/authorize", filled);
        var query = System.Web.HttpUtility.ParseQueryString(back.Headers.Location!.Query);
        var (status, body) = await Sandbox.Ask(new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "citizen-app",
            ["redirect_uri"] = "http://127.0.0.1:9/back",
            ["code"] = query["code"]!,
            ["code_verifier"] = verifier,
        });

        Assert.That(query["state"], Is.EqualTo("xyz"));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        Assert.That((Token.Read(body).Subject, Token.Read(body).GetClaim("scope").Value), Is.EqualTo(("citizen-7f3a", "escrow.deals.sign")));
    }

    private async Task<TokenValidationResult> Validate(JsonWebToken token) => await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
    {
        ValidAudience = "pengcheng",
        ValidIssuer = token.Issuer,
        IssuerSigningKeys = new JsonWebKeySet(await Sandbox.Http.GetStringAsync("/.well-known/jwks")).GetSigningKeys(),
    });

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
