using Pengcheng.Gateway.Settings;
using Pengcheng.Gateway.Tokens;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Pengcheng.Gateway.Routing;

/// <summary>The route table of the configuration as YARP's routes and clusters.</summary>
internal static class RouteTable
{
    private const string Api = "/api";

    public static RouteConfig[] Routes(GatewaySettings settings) =>
        [.. settings.LiveRoutes.Index().Select(row => Route(row.Index, row.Item.Service, row.Item.Route, settings))];

    public static ClusterConfig[] Clusters(GatewaySettings settings) =>
        [.. settings.Services.Select(service => Cluster(service.Key, service.Value))];

    private static RouteConfig Route(int number, string service, RouteSettings route, GatewaySettings settings) => new()
    {
        RouteId = $"{number:000} {string.Join(',', route.Methods)} {route.Path}",
        ClusterId = service,
        Match = new RouteMatch { Path = route.Path, Methods = route.Methods },
        AuthorizationPolicy = route.Scope is null ? "anonymous" : ScopePolicies.NameOf(route.Scope),
        Timeout = route.Live ? null : TimeSpan.FromSeconds(settings.Limits.TimeoutSeconds),
        TimeoutPolicy = route.Live ? "disable" : null,
        Metadata = route.Live ? LiveStreams.Mark : null,
        Transforms = Path(route) is { } path ? [path] : null,
    };

    private static Dictionary<string, string>? Path(RouteSettings route) => route switch
    {
        { To: { } to } => new() { ["PathPattern"] = to },
        { Path: var path } when path.StartsWith(Api + "/", StringComparison.Ordinal) => new() { ["PathRemovePrefix"] = Api },
        _ => null,
    };

    private static ClusterConfig Cluster(string service, string[] addresses) => new()
    {
        ClusterId = service,
        LoadBalancingPolicy = "PowerOfTwoChoices",
        Destinations = addresses.Index().ToDictionary(
            address => $"{service}-{address.Index}", address => new DestinationConfig { Address = address.Item }),
        HttpRequest = new ForwarderRequestConfig
        {
            Version = new Version(1, 1),
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            // Not the limit that callers see, which is the route's: this only ends a live stream that has gone dead.
            ActivityTimeout = TimeSpan.FromMinutes(5),
        },
        HealthCheck = new HealthCheckConfig
        {
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Path = "/health/ready",
                Interval = TimeSpan.FromSeconds(5),
                Timeout = TimeSpan.FromSeconds(3),
                Policy = "ConsecutiveFailures",
            },
            Passive = new PassiveHealthCheckConfig
            {
                Enabled = true,
                Policy = "TransportFailureRate",
                ReactivationPeriod = TimeSpan.FromSeconds(10),
            },
            // When none is ready, ask one all the same: without its broker a service still takes commands.
            AvailableDestinationsPolicy = "HealthyOrPanic",
        },
    };
}
