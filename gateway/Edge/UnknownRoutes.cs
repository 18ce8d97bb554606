using Pengcheng.Gateway.Problems;

namespace Pengcheng.Gateway.Edge;

/// <summary>Answers for paths, and verbs of paths, that are not in the route table.</summary>
public sealed class UnknownRoutes(RequestDelegate next)
{
    /// <summary>Passes the request on, or answers 404 or 405.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null)
        {
            await Problem.WriteAsync(http, EdgeError.RouteUnknown);
            return;
        }

        await next(http);
        // ASP.NET's own endpoint for a verb that no route takes carries no metadata; it sets Allow and the status, and no body.
        if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false } && endpoint.Metadata.Count == 0)
            await Problem.WriteAsync(http, EdgeError.VerbUnknown);
    }
}
