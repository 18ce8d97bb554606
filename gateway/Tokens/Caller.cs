using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Pengcheng.Gateway.Tokens;

/// <summary>Who calls, by a token that was checked. Shared by all requests that carry the same token, hence immutable.</summary>
public sealed class Caller : ClaimsPrincipal
{
    private readonly FrozenSet<string> scopes;

    /// <summary>The caller whom a token names. The token must have been checked.</summary>
    public Caller(JsonWebToken token) : base(new ClaimsIdentity(authenticationType: "Bearer"))
    {
        Subject = token.Subject;
        KeyId = token.Kid ?? "";
        Client = Text(token, "client_id") ?? Text(token, "azp") ?? Subject;
        Expires = new DateTimeOffset(DateTime.SpecifyKind(token.ValidTo, DateTimeKind.Utc));
        // "scope" is one string with spaces (RFC 9068); some providers send "scp", or a list.
        scopes = token.Claims.Where(claim => claim.Type is "scope" or "scp")
            .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The token's <c>sub</c>.</summary>
    public string Subject { get; }

    /// <summary>The OAuth client that the token was issued to.</summary>
    public string Client { get; }

    /// <summary>The name of the key that signed the token; empty if it names none.</summary>
    public string KeyId { get; }

    /// <summary>When the token ends.</summary>
    public DateTimeOffset Expires { get; }

    /// <summary>Whether the token carries the scope.</summary>
    public bool Holds(string scope) => scopes.Contains(scope);

    private static string? Text(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var value) && value.Length > 0 ? value : null;
}
