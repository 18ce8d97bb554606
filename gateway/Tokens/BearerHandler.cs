using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Pengcheng.Gateway.Problems;
using Yarp.ReverseProxy.Model;

namespace Pengcheng.Gateway.Tokens;

/// <summary>Bearer tokens (RFC 6750) as an ASP.NET authentication scheme: reads the header, asks the check, words the refusals.</summary>
public sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenCheck check)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string Name = "Bearer";

    private EdgeError refusal = EdgeError.TokenMissing;

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0)
            return AuthenticateResult.NoResult();
        // Two such headers, or another scheme, is not something to guess about.
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Refuse(EdgeError.TokenInvalid);

        var answer = await check.CheckAsync(text["Bearer ".Length..].Trim());
        return answer.Caller is { } caller
            ? AuthenticateResult.Success(new AuthenticationTicket(caller, Name))
            : Refuse(answer.Refusal!);
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = refusal == EdgeError.TokenMissing
            ? "Bearer realm=\"pengcheng\""
            : $"Bearer realm=\"pengcheng\", error=\"invalid_token\", error_description=\"{refusal.TitleEn}\"";
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            return Problem.WriteAsync(Context, refusal);
        Response.Headers.Remove("WWW-Authenticate");
        return Problem.WriteAsync(Context, refusal, retryAfter: 2);
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var scope = ScopePolicies.ScopeOf(Context.GetEndpoint()?.Metadata.GetMetadata<RouteModel>()?.Config);
        Response.Headers.WWWAuthenticate = $"Bearer realm=\"pengcheng\", error=\"insufficient_scope\", scope=\"{scope}\"";
        return Problem.WriteAsync(Context, EdgeError.ScopeMissing, scope);
    }

    private AuthenticateResult Refuse(EdgeError why)
    {
        refusal = why;
        return AuthenticateResult.Fail(why.Code);
    }
}
