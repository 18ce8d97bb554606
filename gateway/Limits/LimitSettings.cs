namespace Pengcheng.Gateway.Limits;

/// <summary>How much one caller may ask, and how long an answer may take.</summary>
public sealed record LimitSettings
{
    /// <summary>Each authenticated caller: one client, and for a client that people sign in with, one person.</summary>
    public RateSettings Client { get; init; } = new() { PerSecond = 500, Burst = 1000 };

    /// <summary>Callers of certain clients, by client id, where they differ from <see cref="Client"/>.</summary>
    public Dictionary<string, RateSettings> ByClient { get; init; } = [];

    /// <summary>Each address that calls without a valid token.</summary>
    public RateSettings Anonymous { get; init; } = new() { PerSecond = 20, Burst = 100 };

    /// <summary>The largest request body in bytes.</summary>
    public long BodyBytes { get; init; } = 256 * 1024;

    /// <summary>The longest that a request may take, in seconds; live routes excepted.</summary>
    public double TimeoutSeconds { get; init; } = 30;

    internal IEnumerable<string> Broken()
    {
        var rates = ByClient.Select(pair => ($"ByClient:{pair.Key}", pair.Value))
            .Append(("Client", Client)).Append(("Anonymous", Anonymous));
        foreach (var (name, rate) in rates)
            if (rate is not { PerSecond: > 0 and <= 1e6, Burst: >= 1 })
                yield return $"Limits:{name} needs PerSecond above 0 and a Burst of at least 1.";
        if (BodyBytes < 1)
            yield return "Limits:BodyBytes must be at least 1.";
        if (TimeoutSeconds is not (> 0 and <= 3600))
            yield return "Limits:TimeoutSeconds must be above 0 and at most 3600.";
    }
}

/// <summary>A token bucket: so many requests a second, and so many at once after a rest.</summary>
public sealed record RateSettings
{
    /// <summary>Requests a second, over time.</summary>
    public double PerSecond { get; init; }

    /// <summary>Requests at once.</summary>
    public int Burst { get; init; }
}
