using Pengcheng.Gateway.Tokens;

namespace Pengcheng.Gateway.Health;

/// <summary>Liveness and readiness of the gateway itself, and the health of the whole platform.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" })).DisableRateLimiting();

        // Without the issuer's keys no token can be checked, so no traffic should come here. Services are not asked:
        // one that is down must not take the others' door away.
        app.MapGet("/health/ready", (SigningKeys keys) => keys.Current is null
            ? Results.Json(new { status = "waiting for the identity provider" }, statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Json(new { status = "ready" })).DisableRateLimiting();

        app.MapGet("/health", async (WholeHealth whole, HttpContext http) =>
        {
            var report = await whole.AskAsync(http.RequestAborted);
            return Results.Json(report, statusCode: report.Status == "unhealthy" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        }).DisableRateLimiting();
    }
}
