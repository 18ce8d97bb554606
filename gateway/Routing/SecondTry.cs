using Yarp.ReverseProxy.Forwarder;

namespace Pengcheng.Gateway.Routing;

/// <summary>
/// A replica that could not be reached was not asked: another one is, for any verb. This covers the moments after a
/// replica has gone and before the health checks have noticed. What was sent is never sent twice.
/// </summary>
public sealed class SecondTry(RequestDelegate next)
{
    /// <summary>Passes the request on, twice if need be.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var proxying = http.GetReverseProxyFeature();
        var choice = proxying.AvailableDestinations;
        await next(http);

        if (http.Response.HasStarted || choice.Count < 2 || !NotReached(http.GetForwarderErrorFeature()))
            return;
        proxying.AvailableDestinations = [.. choice.Where(one => one != proxying.ProxiedDestination)];
        http.Features.Set<IForwarderErrorFeature>(null);
        http.Response.StatusCode = StatusCodes.Status200OK;
        await next(http);
    }

    /// <summary>Whether no connection was made, so that nothing was sent.</summary>
    internal static bool NotReached(IForwarderErrorFeature? failure) =>
        failure?.Exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
        };
}
