using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pengcheng.Gateway.Tests.World;

/// <summary>A small OpenID Connect provider over real HTTP: a discovery document, its keys, and tokens.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly TimeProvider time;
    private readonly List<RsaSecurityKey> published = [];
    private int fetches;

    private Issuer(WebApplication server, TimeProvider time)
    {
        (this.server, this.time) = (server, time);
        Rotate();
    }

    public string Authority => server.Urls.Single() + "/";

    /// <summary>How often the keys were fetched.</summary>
    public int Fetches => Volatile.Read(ref fetches);

    /// <summary>While true, the provider answers 503.</summary>
    public bool Away { get; set; }

    public RsaSecurityKey Key => published[^1];

    public static async Task<Issuer> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        var issuer = new Issuer(server, time);
        server.MapGet("/.well-known/openid-configuration", () => issuer.Away
            ? Results.StatusCode(503)
            : Results.Json(new { issuer = issuer.Authority, jwks_uri = issuer.Authority + "jwks" }));
        server.MapGet("/jwks", () =>
        {
            Interlocked.Increment(ref issuer.fetches);
            return Results.Json(new { keys = issuer.published.Select(Jwk) });
        });
        await server.StartAsync();
        return issuer;
    }

    /// <summary>From now on a new key signs; the others stay published.</summary>
    public void Rotate() => published.Add(NewKey());

    /// <summary>Only the newest key stays published.</summary>
    public void Withdraw() => published.RemoveRange(0, published.Count - 1);

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    public string Token(string scope, string client = "bank-a", string? subject = null, TimeSpan? life = null,
        string audience = "pengcheng", string? issuer = null, SecurityKey? key = null, string type = "at+jwt")
    {
        var now = time.GetUtcNow();
        var end = now + (life ?? TimeSpan.FromMinutes(5));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            Audience = audience,
            TokenType = type,
            IssuedAt = now.UtcDateTime.AddHours(-1),
            NotBefore = now.UtcDateTime.AddHours(-1),
            Expires = end.UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = subject ?? client, ["client_id"] = client, ["scope"] = scope },
            SigningCredentials = new SigningCredentials(key ?? Key, SecurityAlgorithms.RsaSha256),
        });
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static object Jwk(RsaSecurityKey key)
    {
        var numbers = key.Rsa.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            alg = "RS256",
            kid = key.KeyId,
            n = Base64UrlEncoder.Encode(numbers.Modulus),
            e = Base64UrlEncoder.Encode(numbers.Exponent),
        };
    }
}
