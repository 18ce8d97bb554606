using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pengcheng.Testing;

/// <summary>A real OIDC issuer on loopback, as small as one can be: discovery, keys, and tokens made to measure.</summary>
public sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "test" };

    private TestIssuer(WebApplication app) => _app = app;

    /// <summary>Its address.</summary>
    public string Authority => _app.Urls.First();

    /// <summary>Starts one on a free port.</summary>
    public static async Task<TestIssuer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TestIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => new { issuer = issuer.Authority, jwks_uri = $"{issuer.Authority}/jwks" });
        issuer._app.MapGet("/jwks", () =>
        {
            var parameters = issuer._key.Rsa.ExportParameters(false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", kid = "test", alg = "RS256", n = Base64UrlEncoder.Encode(parameters.Modulus!), e = Base64UrlEncoder.Encode(parameters.Exponent!) } } };
        });
        await issuer._app.StartAsync();
        return issuer;
    }

    /// <summary>A token.</summary>
    public string Token(string subject, string role, string scopes, TimeSpan? lifetime = null, string? organisation = null)
    {
        var claims = new ClaimsIdentity([new("sub", subject), new("client_id", subject), new("role", role), new("scope", scopes)]);
        if (organisation is not null) claims.AddClaim(new Claim("org", organisation));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = "pengcheng",
            Subject = claims,
            NotBefore = now.AddHours(-2),
            IssuedAt = now,
            Expires = now + (lifetime ?? TimeSpan.FromHours(1)),
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
            TokenType = "at+jwt",
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Rsa.Dispose();
    }
}
