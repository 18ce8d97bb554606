using Pengcheng.Gateway.Limits;

namespace Pengcheng.Gateway.Settings;

/// <summary>All that the gateway is told from outside. The route table is in <c>appsettings.json</c>.</summary>
public sealed record GatewaySettings
{
    /// <summary>Who issues the tokens that are accepted.</summary>
    public required AuthSettings Auth { get; init; }

    /// <summary>Service name in lower case to the addresses of its replicas. A service that is not here is not routed.</summary>
    public required IReadOnlyDictionary<string, string[]> Services { get; init; }

    /// <summary>Service name in lower case to the public routes that lead to it.</summary>
    public required IReadOnlyDictionary<string, RouteSettings[]> Routes { get; init; }

    /// <summary>Rates, sizes and times.</summary>
    public required LimitSettings Limits { get; init; }

    /// <summary>The app's origin and the proxies in front.</summary>
    public required EdgeSettings Edge { get; init; }

    /// <summary>The routes of the services that are configured, with the service each leads to.</summary>
    public IEnumerable<(string Service, RouteSettings Route)> LiveRoutes =>
        from service in Services.Keys
        from route in Routes[service]
        select (service, route);

    /// <summary>Reads and checks the configuration.</summary>
    /// <exception cref="SettingsException">Rules are broken; the message lists every one of them.</exception>
    public static GatewaySettings From(IConfiguration configuration)
    {
        try
        {
            var settings = new GatewaySettings
            {
                Auth = Read<AuthSettings>(configuration, "Auth", strict: false) ?? new(),
                Services = ByName(Read<Dictionary<string, string[]>>(configuration, "Services", strict: false)),
                Routes = ByName(Read<Dictionary<string, RouteSettings[]>>(configuration, "Routes", strict: true)),
                Limits = Read<LimitSettings>(configuration, "Limits", strict: true) ?? new(),
                Edge = Read<EdgeSettings>(configuration, "Edge", strict: true) ?? new(),
            };
            var broken = SettingsRules.Broken(settings).ToArray();
            return broken.Length == 0 ? settings : throw new SettingsException(broken);
        }
        catch (InvalidOperationException unreadable) when (unreadable is not SettingsException)
        {
            throw new SettingsException([unreadable.InnerException?.Message ?? unreadable.Message]);
        }
    }

    // Strict where the names are ours alone: a misspelt limit must not quietly leave the default in force.
    private static T? Read<T>(IConfiguration configuration, string section, bool strict) =>
        configuration.GetSection(section).Get<T>(binder => binder.ErrorOnUnknownConfiguration = strict);

    private static Dictionary<string, T[]> ByName<T>(Dictionary<string, T[]>? read) =>
        (read ?? []).ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value ?? []);
}

/// <summary>The OpenID Connect provider.</summary>
public sealed record AuthSettings
{
    /// <summary>Its address, under which <c>.well-known/openid-configuration</c> lies. <c>https</c>, or a loopback host.</summary>
    public string Authority { get; init; } = "";

    /// <summary>The audience that a token must name.</summary>
    public string Audience { get; init; } = "";

    /// <summary>How often the provider's keys are fetched anew, in seconds: a key that it withdrew is refused from then on.</summary>
    public int KeysRefreshSeconds { get; init; } = 600;

    /// <summary>The least time between two fetches that unknown key ids cause, in seconds: a forger must not make us flood the provider.</summary>
    public int KeysRefreshLeastSeconds { get; init; } = 5;

    /// <summary>How many validated tokens are remembered.</summary>
    public int RememberedTokens { get; init; } = 20_000;
}

/// <summary>One row of the route table.</summary>
public sealed record RouteSettings
{
    /// <summary>The public path as an ASP.NET route pattern, such as <c>/api/escrow/v1/deals/{id}/signatures</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>The verbs.</summary>
    public string[] Methods { get; init; } = [];

    /// <summary>The scope that a token needs.</summary>
    public string? Scope { get; init; }

    /// <summary>No token needed; then there is no <see cref="Scope"/>.</summary>
    public bool Anonymous { get; init; }

    /// <summary>An endless answer (server-sent events): no request timeout, but it ends with the token.</summary>
    public bool Live { get; init; }

    /// <summary>The service's path where it is not the public one without <c>/api</c>.</summary>
    public string? To { get; init; }
}

/// <summary>What stands around the gateway.</summary>
public sealed record EdgeSettings
{
    /// <summary>Origins of the web app, such as <c>https://app.example</c>; browsers of other origins get no answer to read.</summary>
    public string[] AppOrigins { get; init; } = [];

    /// <summary>Networks (CIDR) of the proxies in front, whose <c>X-Forwarded-For</c> and <c>-Proto</c> are believed.</summary>
    public string[] TrustedProxies { get; init; } = [];
}
