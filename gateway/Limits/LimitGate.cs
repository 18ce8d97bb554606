using System.Globalization;
using Microsoft.AspNetCore.RateLimiting;
using Pengcheng.Gateway.Problems;

namespace Pengcheng.Gateway.Limits;

/// <summary>
/// Lets a request pass if its caller's bucket has one left, and says in every answer what is left:
/// <c>RateLimit-Policy</c> and <c>RateLimit</c> as in draft-ietf-httpapi-ratelimit-headers-11.
/// </summary>
public sealed class LimitGate(RequestDelegate next, ClientLimits limits)
{
    /// <summary>Passes the request on, or answers 429.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        // Probes are not counted: a health check that is throttled would say that we are ill.
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
            return next(http);

        var taken = limits.Take(http);
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{taken.Policy}\";q={taken.Rate.Burst};w={taken.Window}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{taken.Policy}\";r={taken.Left};t={taken.Reset}");
        return taken.Granted ? next(http) : Problem.WriteAsync(http, EdgeError.TooMany, retryAfter: taken.RetryAfter);
    }
}
