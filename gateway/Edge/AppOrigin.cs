using Microsoft.AspNetCore.Cors.Infrastructure;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Edge;

/// <summary>What browsers of the app's own origin may do (CORS). Others get no permission, so a browser shows them nothing.</summary>
internal static class AppOrigin
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] Sent = ["Authorization", "Content-Type", "Accept-Language", "Idempotency-Key", "If-Match", "If-None-Match", "Last-Event-ID", "X-Request-Id", "traceparent", "tracestate"];
    private static readonly string[] Read = ["ETag", "Location", "Link", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id", "Deprecation", "Sunset"];

    public static void Allow(CorsPolicyBuilder policy, EdgeSettings edge) =>
        policy.WithOrigins(edge.AppOrigins).WithMethods(Methods).WithHeaders(Sent).WithExposedHeaders(Read)
            .SetPreflightMaxAge(TimeSpan.FromHours(1));
}
