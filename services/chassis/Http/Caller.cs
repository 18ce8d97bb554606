using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pengcheng.Chassis.Http;

/// <summary>Who calls, from the validated token.</summary>
/// <param name="Subject">The token's <c>sub</c>: a citizen's opaque reference or a client.</param>
/// <param name="Client">The OAuth client.</param>
/// <param name="Role"><c>bank</c>, <c>citizen</c>, <c>trustee</c>, <c>court</c>, <c>registry</c> or <c>operator</c>.</param>
/// <param name="Bank">For a bank: its code (CNAPS).</param>
public sealed record Caller(string Subject, string Client, string Role, string? Bank)
{
    /// <summary>As stored with events: <c>bank:102584002008</c>, <c>citizen:citizen-7f3a</c>.</summary>
    public string Actor => $"{Role}:{Bank ?? Subject}";

    /// <summary>The caller of this request.</summary>
    public static Caller Of(ClaimsPrincipal user)
    {
        string? Claim(string name) => user.FindFirst(name)?.Value;
        var client = Claim("client_id") ?? Claim("azp") ?? "";
        return new Caller(Claim("sub") ?? client, client, Claim("role") ?? "", Claim("bank"));
    }

    /// <summary>Lets endpoints take a <see cref="Caller"/> as a parameter.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context.User));
}

/// <summary>A scope per verb.</summary>
public static class ScopeExtensions
{
    /// <summary>Only tokens with this scope pass; others get 403 with <c>forbidden</c>.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal))))
            .WithMetadata(new ScopeMetadata(scope));

    /// <summary>The scope that an endpoint asks for; shown in the OpenAPI document.</summary>
    public sealed record ScopeMetadata(string Scope);
}
