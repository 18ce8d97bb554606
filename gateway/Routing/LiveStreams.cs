using System.Collections.ObjectModel;
using Pengcheng.Gateway.Tokens;
using Yarp.ReverseProxy.Model;

namespace Pengcheng.Gateway.Routing;

/// <summary>A live stream has no timeout, but it ends with the token that opened it.</summary>
public sealed class LiveStreams(RequestDelegate next, TimeProvider time)
{
    /// <summary>Tells a live route.</summary>
    public static ReadOnlyDictionary<string, string> Mark { get; } = new(new Dictionary<string, string> { ["Live"] = "true" });

    /// <summary>Passes the request on, and cuts it off when its token ends.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetRouteModel().Config.Metadata?.ContainsKey("Live") != true || http.User is not Caller caller)
        {
            await next(http);
            return;
        }

        var left = caller.Expires - time.GetUtcNow();
        var longest = TimeSpan.FromDays(1);
        using var ended = new CancellationTokenSource(left < longest ? left : longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ended.Token);
        var client = http.RequestAborted;
        http.RequestAborted = either.Token;
        try
        {
            await next(http);
        }
        finally
        {
            http.RequestAborted = client;
        }
    }
}
