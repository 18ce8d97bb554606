using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pengcheng.Chassis.Http;

/// <summary>Who calls, from the validated token.</summary>
/// <param name="Subject">The token's <c>sub</c>: a citizen's opaque reference or a client.</param>
/// <param name="Client">The OAuth client.</param>
/// <param name="Role"><c>bank</c>, <c>citizen</c>, <c>trustee</c>, <c>court</c>, <c>registry</c>, <c>operator</c> ...</param>
/// <param name="Organisation">For whom it acts: a bank's code (CNAPS), an enforcement body's, a firm's credit code; from the claim <c>org</c>.</param>
public sealed record Caller(string Subject, string Client, string Role, string? Organisation)
{
    /// <summary>As stored with events: <c>citizen:citizen-7f3a</c>, <c>bank:102584002008</c> for a bank's system, <c>officer:44030012@4403-EMB</c> for a person of a body.</summary>
    public string Actor => Organisation is not null && Subject == Client ? $"{Role}:{Organisation}" : $"{Role}:{Identity}";

    /// <summary>Who it is, whatever names others have in other organisations: <c>citizen-7f3a</c>, <c>44030012@4403-EMB</c>.</summary>
    public string Identity => Organisation is null ? Subject : $"{Subject}@{Organisation}";

    /// <summary>The caller of this request.</summary>
    public static Caller Of(ClaimsPrincipal user)
    {
        string? Claim(string name) => user.FindFirst(name)?.Value;
        var client = Claim("client_id") ?? Claim("azp") ?? "";
        return new Caller(Claim("sub") ?? client, client, Claim("role") ?? "", Claim("org"));
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
