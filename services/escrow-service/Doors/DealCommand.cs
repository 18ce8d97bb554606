using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Http;
using Pengcheng.Escrow.Deals;
using Pengcheng.Escrow.Parties;

namespace Pengcheng.Escrow.Doors;

/// <summary>What a decision at a door may look at beside the deal.</summary>
/// <param name="Caller">Who asks, from the token.</param>
/// <param name="Facts">Time and calendar.</param>
/// <param name="Policy">The rules in force.</param>
/// <param name="RouteValues">The path's own values.</param>
public sealed record Asked(Caller Caller, Facts Facts, EscrowPolicy Policy, RouteValueDictionary RouteValues)
{
    /// <summary>A value of the path.</summary>
    public string Route(string name) => RouteValues[name] as string ?? "";
}

/// <summary>
/// The shape that all commands on a deal share: a scope, a body, a decision. Whoever has no part in the deal gets 404,
/// here and nowhere else.
/// </summary>
public static class DealCommand
{
    /// <summary>Maps <c>POST /escrow/v1/deals/{id}/{path}</c>.</summary>
    public static RouteHandlerBuilder Command<TBody>(
        this IEndpointRouteBuilder routes, string path, string scope, string summary, Func<Deal, TBody, Asked, Decision> decide) where TBody : class =>
        routes.MapPost($"/escrow/v1/deals/{{id:guid}}/{path}", (Guid id, TBody body, HttpContext http, Commands<Deal> deals, EscrowPolicy policy) =>
            {
                var viewer = Viewer.Of(Caller.Of(http.User));
                return deals.Answer(http, id,
                    (deal, facts) => deal is null || !Visibility.Sees(deal, viewer)
                        ? ChassisErrors.NotFound
                        : decide(deal, body, new Asked(Caller.Of(http.User), facts, policy, http.Request.RouteValues)),
                    deal => DealView.Of(deal, viewer));
            })
            .RequireScope(scope).WithTags("Deals").WithSummary(summary)
            .Produces<DealView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
}

/// <summary>The body of a command that needs none.</summary>
public sealed record Nothing;
