using Microsoft.Net.Http.Headers;
using Pengcheng.Gateway.Limits;
using Pengcheng.Gateway.Problems;
using Yarp.ReverseProxy.Model;

namespace Pengcheng.Gateway.Edge;

/// <summary>
/// A body is JSON and not too large. Said at once where the headers tell; a body without a length is counted by the
/// server as it streams through.
/// </summary>
public sealed class BodyRules(RequestDelegate next, LimitSettings limits)
{
    /// <summary>Passes the request on, or answers 413 or 415.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        var request = http.Request;
        var hasBody = request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
        if (!hasBody || http.GetEndpoint()?.Metadata.GetMetadata<RouteModel>() is null)
            return next(http);
        if (request.ContentLength > limits.BodyBytes)
            return Problem.WriteAsync(http, EdgeError.BodyTooLarge);
        return IsJson(request.ContentType) ? next(http) : Problem.WriteAsync(http, EdgeError.NotJson);
    }

    private static bool IsJson(string? type) =>
        string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(type, out var parsed)
            && (parsed.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                || parsed.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            && (!parsed.Charset.HasValue || parsed.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
}
