using System.Net;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Pengcheng.Gateway.Settings;

/// <summary>The rules that a configuration must keep, each with the sentence for whoever broke it.</summary>
internal static class SettingsRules
{
    private static readonly HashSet<string> Verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static IEnumerable<string> Broken(GatewaySettings settings) =>
        [.. Auth(settings.Auth), .. Services(settings), .. settings.Routes.SelectMany(pair => Routes(pair.Key, pair.Value)),
            .. settings.Limits.Broken(), .. Edge(settings.Edge)];

    private static IEnumerable<string> Auth(AuthSettings auth)
    {
        if (!Uri.TryCreate(auth.Authority, UriKind.Absolute, out var authority))
            yield return $"Auth:Authority must be the absolute address of the OpenID Connect provider, not '{auth.Authority}'.";
        else if (authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
            yield return $"Auth:Authority '{auth.Authority}' must be https: plain http is for loopback hosts only.";
        if (auth.Audience.Length == 0)
            yield return "Auth:Audience is missing: the audience that tokens must name.";
        if (auth.KeysRefreshSeconds < 1 || auth.KeysRefreshLeastSeconds < 1)
            yield return "Auth:KeysRefreshSeconds and Auth:KeysRefreshLeastSeconds must be at least 1.";
        if (auth.RememberedTokens < 2)
            yield return "Auth:RememberedTokens must be at least 2.";
    }

    private static IEnumerable<string> Services(GatewaySettings settings)
    {
        foreach (var (service, addresses) in settings.Services)
        {
            if (!settings.Routes.TryGetValue(service, out var routes) || routes.Length == 0)
                yield return $"Services:{service} has no routes: add Routes:{service}, or nothing will ever reach it.";
            if (addresses.Length == 0)
                yield return $"Services:{service} names no address.";
            foreach (var address in addresses)
                if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0)
                    yield return $"Services:{service} must list http or https addresses, not '{address}'.";
        }
    }

    private static IEnumerable<string> Routes(string service, RouteSettings[] routes)
    {
        foreach (var (number, route) in routes.Index())
        {
            var row = $"Routes:{service}:{number} ('{route.Path}')";
            if (!IsPattern(route.Path))
                yield return $"{row}: Path must be a route pattern that starts with '/'.";
            if (route.To is not null && !IsPattern(route.To))
                yield return $"{row}: To must be a route pattern that starts with '/'.";
            if (route.Methods.Length == 0 || !route.Methods.All(Verbs.Contains))
                yield return $"{row}: Methods must list one or more of {string.Join(", ", Verbs)}.";
            if (route.Anonymous == !string.IsNullOrWhiteSpace(route.Scope))
                yield return $"{row}: give either a Scope or Anonymous = true.";
        }

        var twice = from route in routes
                    from method in route.Methods
                    group route by (route.Path, method) into same
                    where same.Count() > 1
                    select same.Key;
        foreach (var (path, method) in twice)
            yield return $"Routes:{service}: {method} {path} is listed twice.";
    }

    private static IEnumerable<string> Edge(EdgeSettings edge)
    {
        foreach (var origin in edge.AppOrigins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.GetLeftPart(UriPartial.Authority) != origin)
                yield return $"Edge:AppOrigins must list origins such as https://app.example, not '{origin}'.";
        foreach (var network in edge.TrustedProxies)
            if (!IPNetwork.TryParse(network, out _))
                yield return $"Edge:TrustedProxies must list networks such as 10.0.0.0/8, not '{network}'.";
    }

    private static bool IsPattern(string path)
    {
        if (!path.StartsWith('/'))
            return false;
        try
        {
            RoutePatternFactory.Parse(path);
            return true;
        }
        catch (RoutePatternException)
        {
            return false;
        }
    }
}
