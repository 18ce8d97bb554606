using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Pengcheng.Sandbox.Identity;

/// <summary>Which apps may send a citizen to the sign-in page: the citizens' app, returning to this machine (RFC 8252, section 7.3).</summary>
public sealed class CheckAuthorization : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
{
    /// <inheritdoc/>
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != Partners.CitizenApp)
            context.Reject(Errors.UnauthorizedClient, $"Only the client {Partners.CitizenApp} signs citizens in.");
        else if (!Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var returnTo) || !returnTo.IsLoopback || returnTo.Scheme is not ("http" or "https"))
            context.Reject(Errors.InvalidRequest, "The redirect address must be on this machine.");
        return ValueTask.CompletedTask;
    }
}
