using Microsoft.Extensions.Configuration;

namespace Pengcheng.Chassis;

/// <summary>The settings that every service has, checked at start.</summary>
/// <param name="Name">The service's short name.</param>
/// <param name="Postgres">Connection string of its own database (<c>ConnectionStrings:Postgres</c>).</param>
/// <param name="RabbitMq">AMQP URL with credentials and virtual host (<c>ConnectionStrings:RabbitMq</c>).</param>
/// <param name="Authority">The OIDC issuer (<c>Auth:Authority</c>).</param>
/// <param name="Audience">The audience that tokens must have (<c>Auth:Audience</c>).</param>
/// <param name="ClockUrl">The sandbox's clock, if this is a sandbox (<c>Clock:Url</c>).</param>
public sealed record ServiceSettings(string Name, string Postgres, string RabbitMq, Uri Authority, string Audience, Uri? ClockUrl)
{
    /// <summary>Under which prefix the gateway shows the service's paths; not a setting, but said by the service.</summary>
    public string PublicPrefix { get; init; } = "/api";

    /// <summary>Where a caller finds one of the service's own paths.</summary>
    public string PublicPath(string path) => PublicPrefix.TrimEnd('/') + path;

    /// <summary>Reads and checks them all, so that one start shows every mistake.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="name">The service's short name.</param>
    /// <param name="others">What was found wrong with the service's own settings.</param>
    /// <exception cref="SettingException">Settings are missing or wrong.</exception>
    internal static ServiceSettings From(IConfiguration configuration, string name, IEnumerable<string> others)
    {
        var mistakes = new List<string>();
        string Needed(string key) => configuration[key] is { Length: > 0 } value ? value : Mistake($"{key} is missing", "");
        Uri? Url(string key, bool needed, params ReadOnlySpan<string> schemes)
        {
            var text = configuration[key];
            if (string.IsNullOrEmpty(text)) return needed ? Mistake<Uri?>($"{key} is missing", null) : null;
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme)
                ? url
                : Mistake<Uri?>($"{key} is not a URL with {string.Join(" or ", schemes.ToArray())}: {text}", null);
        }

        T Mistake<T>(string text, T instead)
        {
            mistakes.Add(text);
            return instead;
        }

        var settings = new ServiceSettings(
            name,
            Needed("ConnectionStrings:Postgres"),
            Needed("ConnectionStrings:RabbitMq"),
            Url("Auth:Authority", needed: true, "https", "http") ?? new Uri("http://missing"),
            configuration["Auth:Audience"] ?? "pengcheng",
            Url("Clock:Url", needed: false, "https", "http"));
        if (settings.Authority is { Scheme: "http", IsLoopback: false } && mistakes.Count == 0)
            mistakes.Add("Auth:Authority must be https unless it is on this machine");
        mistakes.AddRange(others);
        return mistakes.Count == 0
            ? settings
            : throw new SettingException($"{name}-service can't start: {string.Join("; ", mistakes)}.");
    }
}
