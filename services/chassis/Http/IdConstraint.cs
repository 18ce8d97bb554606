using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pengcheng.Chassis.Http;

/// <summary>
/// What <c>{id:guid}</c> in a route means: the id of something that can be there. All zeros is no stream's id, and the store takes
/// it for a mistake of the program; for whoever calls it is one that is not there.
/// </summary>
internal sealed class IdConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var value) && Guid.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture), out var id) && id != Guid.Empty;
}
