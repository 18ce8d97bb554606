using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Pengcheng.Gateway.Tokens;

namespace Pengcheng.Gateway.Limits;

/// <summary>One token bucket for each caller; those at rest are dropped after a while.</summary>
public sealed class ClientLimits(LimitSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<Key> buckets = Buckets(settings);

    /// <summary>Takes one request out of the caller's bucket.</summary>
    public Taken Take(HttpContext http)
    {
        var key = KeyOf(http);
        using var lease = buckets.AttemptAcquire(key);
        var left = buckets.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
        return new(lease.IsAcquired, key.Client is null ? "anonymous" : "client", RateOf(settings, key), left);
    }

    /// <inheritdoc/>
    public void Dispose() => buckets.Dispose();

    private static PartitionedRateLimiter<Key> Buckets(LimitSettings settings)
    {
        Func<Key, TokenBucketRateLimiterOptions> bucket = key => Bucket(RateOf(settings, key));
        return PartitionedRateLimiter.Create<Key, Key>(key => RateLimitPartition.GetTokenBucketLimiter(key, bucket));
    }

    private static Key KeyOf(HttpContext http) => http.User is Caller caller
        // The subject too: a client that people sign in with is many callers, and one must not use up the others' share.
        ? new(caller.Client, caller.Subject)
        : new(null, Network(http.Connection.RemoteIpAddress));

    // Whoever has one IPv6 address has the whole /64.
    private static string Network(IPAddress? address)
    {
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
            return (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString() ?? "";
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes).ToString();
    }

    private static RateSettings RateOf(LimitSettings settings, Key key) =>
        key.Client is null ? settings.Anonymous : settings.ByClient.GetValueOrDefault(key.Client, settings.Client);

    // Refilled ten times a second, or less often where that would be less than one token.
    private static TokenBucketRateLimiterOptions Bucket(RateSettings rate)
    {
        var tokens = Math.Max(1, (int)Math.Round(rate.PerSecond / 10));
        return new()
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / rate.PerSecond),
            AutoReplenishment = true,
            QueueLimit = 0,
        };
    }

    private readonly record struct Key(string? Client, string Id);
}

/// <summary>What taking a request out of a bucket came to.</summary>
/// <param name="Granted">Whether it was there.</param>
/// <param name="Policy">The policy's name.</param>
/// <param name="Rate">The policy.</param>
/// <param name="Left">What is left.</param>
public readonly record struct Taken(bool Granted, string Policy, RateSettings Rate, long Left)
{
    /// <summary>Seconds until the bucket is full again.</summary>
    public int Reset => (int)Math.Ceiling((Rate.Burst - Left) / Rate.PerSecond);

    /// <summary>Seconds until the next request is granted.</summary>
    public int RetryAfter => Math.Max(1, (int)Math.Ceiling(1 / Rate.PerSecond));

    /// <summary>Seconds in which an empty bucket fills.</summary>
    public int Window => Math.Max(1, (int)Math.Ceiling(Rate.Burst / Rate.PerSecond));
}
