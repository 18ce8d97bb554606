using Pengcheng.Gateway.Problems;
using Yarp.ReverseProxy.Forwarder;

namespace Pengcheng.Gateway.Routing;

/// <summary>
/// Words what went wrong between here and a service. The difference that matters to a caller: was the service asked
/// (then the outcome is unknown, and the same Idempotency-Key makes a repetition safe) or not.
/// </summary>
public sealed class ProxyAnswers(RequestDelegate next)
{
    /// <summary>Passes the request on, and answers where no service did.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (http.GetForwarderErrorFeature() is not { } failure || http.Response.HasStarted)
            return;

        http.Response.Headers.Remove("Content-Length");
        var error = ErrorOf(failure, http.Response.StatusCode);
        await Problem.WriteAsync(http, error, retryAfter: error.Status == StatusCodes.Status503ServiceUnavailable ? 2 : null);
    }

    private static EdgeError ErrorOf(IForwarderErrorFeature failure, int status) => failure.Error switch
    {
        ForwarderError.NoAvailableDestinations => EdgeError.ServiceUnavailable,
        ForwarderError.Request when SecondTry.NotReached(failure) => EdgeError.ServiceUnavailable,
        ForwarderError.RequestBodyClient => status == StatusCodes.Status413PayloadTooLarge ? EdgeError.BodyTooLarge : EdgeError.Unreadable,
        // A client that hung up does not read this; one that still listens was cut off by the route's timeout.
        ForwarderError.RequestTimedOut or ForwarderError.RequestCanceled or ForwarderError.RequestBodyCanceled => EdgeError.TimedOut,
        ForwarderError.RequestCreation => EdgeError.Internal,
        _ => EdgeError.AnswerLost,
    };
}
