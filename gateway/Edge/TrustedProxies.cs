using Microsoft.AspNetCore.HttpOverrides;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Edge;

/// <summary>Believes <c>X-Forwarded-For</c> and <c>-Proto</c> from the proxies in front, and from nobody else.</summary>
internal static class TrustedProxies
{
    public static ForwardedHeadersOptions Options(EdgeSettings edge)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in edge.TrustedProxies)
            options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        return options;
    }
}
