using Microsoft.AspNetCore.Authorization;
using Pengcheng.Gateway.Settings;
using Yarp.ReverseProxy.Configuration;

namespace Pengcheng.Gateway.Tokens;

/// <summary>One authorization policy for each scope in the route table.</summary>
internal static class ScopePolicies
{
    private const string Prefix = "scope:";

    public static void AddTo(AuthorizationOptions options, GatewaySettings settings)
    {
        foreach (var scope in settings.LiveRoutes.Select(live => live.Route.Scope).OfType<string>().Distinct())
            options.AddPolicy(NameOf(scope), policy => policy.RequireAuthenticatedUser()
                .RequireAssertion(context => context.User is Caller caller && caller.Holds(scope)));
    }

    public static string NameOf(string scope) => Prefix + scope;

    public static string? ScopeOf(RouteConfig? route) =>
        route?.AuthorizationPolicy is { } policy && policy.StartsWith(Prefix, StringComparison.Ordinal) ? policy[Prefix.Length..] : null;
}
