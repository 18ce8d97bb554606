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
        else if (request.IsPasswordGrantType() ? !People.SignInThrough(request.ClientId) : request.ClientId != Partners.CitizenApp)
        {
            context.Reject(Errors.UnauthorizedClient, $"People sign in through {Partners.CitizenApp}, {People.FirmApp} and {People.StaffApp}, by code through the first only.");
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

        var (person, why) = Asks(request);
        if (person is null)
        {
            context.Reject(Errors.InvalidGrant, why);
            return ValueTask.CompletedTask;
        }
        if (Granted(person.Client, request.GetScopes()) is not { } scopes)
        {
            context.Reject(Errors.InvalidScope, $"{person.Client.Id} may ask for: {string.Join(' ', person.Client.Scopes)}.");
            return ValueTask.CompletedTask;
        }
        context.SignIn(Principal(person, scopes));
        return ValueTask.CompletedTask;
    }

    /// <summary>Who asks: a client for itself, or somebody through an app. Else why the grant is not valid.</summary>
    private (Person? Person, string Why) Asks(OpenIddictRequest request)
    {
        const string wrong = "The user name or the password is not right.";
        if (!request.IsPasswordGrantType())
            return secrets.Find(request.ClientId, request.ClientSecret) is { } client ? (new Person(client, client.Id), "") : (null, wrong);
        if (People.Find(request.ClientId, request.Username, out var why) is not { } person) return (null, $"{wrong} {why}");
        return secrets.IsPassword(request.Password) ? (person, "") : (null, wrong);
    }

    /// <summary>The scopes a client gets, or null if it asked for one that it may not have. OpenID's own scope is free.</summary>
    public static ImmutableArray<string>? Granted(Client client, ImmutableArray<string> asked)
    {
        if (asked.IsDefaultOrEmpty) return [.. client.Scopes];
        if (asked.Any(scope => scope != Scopes.OpenId && !client.Scopes.Contains(scope))) return null;
        return asked is [Scopes.OpenId] ? [Scopes.OpenId, .. client.Scopes] : asked;
    }

    /// <summary>What the token says of its bearer.</summary>
    public static ClaimsPrincipal Principal(Person person, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("sandbox", Claims.Subject, "role");
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim("role", person.Client.Role).SetClaim("org", person.Client.Organisation);
        identity.SetScopes(scopes);
        identity.SetResources(Issuer.Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }
}
