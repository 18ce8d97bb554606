using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Pengcheng.Sandbox.Identity;

/// <summary>The token endpoint: first who asks, then what is granted. Asking for no scope grants all that are allowed; asking for another refuses.</summary>
public sealed class GrantTokens(SandboxSecrets secrets)
    : IOpenIddictServerHandler<ValidateTokenRequestContext>, IOpenIddictServerHandler<HandleTokenRequestContext>
{
    /// <inheritdoc/>
    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        var request = context.Request;
        if (request.IsClientCredentialsGrantType())
        {
            if (secrets.Find(request.ClientId, request.ClientSecret) is null)
                context.Reject(Errors.InvalidClient, "The client or its secret is not known.");
        }
        else if (request.ClientId != Partners.CitizenApp)
        {
            context.Reject(Errors.UnauthorizedClient, $"Only the client {Partners.CitizenApp} signs citizens in.");
        }
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask HandleAsync(HandleTokenRequestContext context)
    {
        var request = context.Request;
        if (request.IsAuthorizationCodeGrantType())
        {
            // The code carries the principal that the sign-in page made; OpenIddict has checked the code and its verifier.
            context.SignIn(context.AuthorizationCodePrincipal ?? throw new InvalidOperationException("A valid code without a principal."));
            return ValueTask.CompletedTask;
        }

        var client = request.IsPasswordGrantType() ? Partners.Citizens : secrets.Find(request.ClientId, request.ClientSecret);
        if (client is null || (request.IsPasswordGrantType() && !secrets.IsCitizen(request.Username, request.Password)))
        {
            context.Reject(Errors.InvalidGrant, "The user name or the password is not right.");
            return ValueTask.CompletedTask;
        }
        if (Granted(client, request.GetScopes()) is not { } scopes)
        {
            context.Reject(Errors.InvalidScope, $"{client.Id} may ask for: {string.Join(' ', client.Scopes)}.");
            return ValueTask.CompletedTask;
        }
        context.SignIn(Principal(client, request.IsPasswordGrantType() ? request.Username! : client.Id, scopes));
        return ValueTask.CompletedTask;
    }

    /// <summary>The scopes a client gets, or null if it asked for one that it may not have. OpenID's own scope is free.</summary>
    public static ImmutableArray<string>? Granted(Client client, ImmutableArray<string> asked)
    {
        if (asked.IsDefaultOrEmpty) return [.. client.Scopes];
        if (asked.Any(scope => scope != Scopes.OpenId && !client.Scopes.Contains(scope))) return null;
        return asked is [Scopes.OpenId] ? [Scopes.OpenId, .. client.Scopes] : asked;
    }

    /// <summary>What the token says of its bearer.</summary>
    public static ClaimsPrincipal Principal(Client client, string subject, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("sandbox", Claims.Subject, "role");
        identity.SetClaim(Claims.Subject, subject).SetClaim("role", client.Role).SetClaim("bank", client.Bank);
        identity.SetScopes(scopes);
        identity.SetResources(Issuer.Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
