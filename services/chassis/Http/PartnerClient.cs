using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Pengcheng.Chassis.Http;

/// <summary>
/// A typed client for a partner system. Every call ends within eight seconds. Reads are tried again twice; a command never
/// is: whether it reached the partner is not known, and only the service can tell what that means.
/// </summary>
internal static class PartnerClient
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>Where the partner is, by a setting.</summary>
    /// <exception cref="SettingException">Missing, or not a URL.</exception>
    public static Uri Address(IConfiguration configuration, string setting) =>
        configuration[setting] is { Length: > 0 } text && Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new SettingException($"{setting} is missing or not a URL");

    public static void Add<TPort, TAdapter>(IServiceCollection services, Uri address, string name) where TPort : class where TAdapter : class, TPort =>
        services.AddHttpClient<TPort, TAdapter>(http => http.BaseAddress = address).AddResilienceHandler(name, calls =>
        {
            calls.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Context.GetRequestMessage()?.Method == HttpMethod.Get && HttpClientResiliencePredicates.IsTransient(outcome.Outcome)),
            });
            calls.AddTimeout(Longest);
        });
}
