using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Pengcheng.Gateway.Problems;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Tokens;

/// <summary>Checks an access token: form, key, signature, issuer, audience, time. In this order, cheapest first.</summary>
public sealed class TokenCheck(AuthSettings auth, TokenCache cache, SigningKeys signingKeys, TimeProvider time)
{
    internal const int LongestToken = 8 * 1024;

    // The issuer's clock may be a little ahead of ours. A token that has ended has ended: no leeway there.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>The caller, or why the token is refused.</summary>
    public async ValueTask<TokenAnswer> CheckAsync(string token)
    {
        if (token.Length is 0 or > LongestToken)
            return EdgeError.TokenInvalid;
        var fingerprint = TokenCache.Fingerprint.Of(token);
        // A token of a key that the issuer has withdrawn is not known any more, and meets its refusal below.
        if (cache.Find(fingerprint) is { } known && signingKeys.Current?.Ids.Contains(known.KeyId) == true)
            return known.Expires > time.GetUtcNow() ? known : EdgeError.TokenExpired;

        if (Parse(token) is not { } parsed)
            return EdgeError.TokenInvalid;
        if (await signingKeys.KnowingAsync(parsed.Kid) is not { } keys)
            return EdgeError.IssuerUnreachable;
        if (!string.IsNullOrEmpty(parsed.Kid) && !keys.Ids.Contains(parsed.Kid))
            return EdgeError.TokenInvalid;

        var result = await handler.ValidateTokenAsync(parsed, Rules(keys));
        if (!result.IsValid)
            return result.Exception is SecurityTokenExpiredException ? EdgeError.TokenExpired : EdgeError.TokenInvalid;
        if (string.IsNullOrEmpty(parsed.Subject))
            return EdgeError.TokenInvalid;

        var caller = new Caller(parsed);
        cache.Remember(fingerprint, caller);
        return caller;
    }

    private TokenValidationParameters Rules(KeySet keys) => new()
    {
        ValidIssuer = keys.Issuer,
        ValidAudience = auth.Audience,
        IssuerSigningKeys = keys.Keys,
        ValidAlgorithms = Algorithms,
        ValidTypes = ["at+jwt", "application/at+jwt", "JWT"],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (from, until, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            if (until is not { } end || end <= now)
                throw new SecurityTokenExpiredException();
            return from is not { } begin || begin <= now + Leeway;
        },
    };

    private static JsonWebToken? Parse(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (ArgumentException) // covers SecurityTokenMalformedException: not a token at all, which the answer says
        {
            return null;
        }
    }
}

/// <summary>What the check of a token found.</summary>
/// <param name="Caller">Who calls; null if it is refused.</param>
/// <param name="Refusal">Why it is refused; null if it is not.</param>
public readonly record struct TokenAnswer(Caller? Caller, EdgeError? Refusal)
{
    /// <summary>A valid token.</summary>
    public static implicit operator TokenAnswer(Caller caller) => new(caller, null);

    /// <summary>A refused one.</summary>
    public static implicit operator TokenAnswer(EdgeError refusal) => new(null, refusal);
}
