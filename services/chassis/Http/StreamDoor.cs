using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;

namespace Pengcheng.Chassis.Http;

/// <summary>What a decision at a door may look at beside the state and the body.</summary>
/// <param name="Caller">Who asks, from the token.</param>
/// <param name="Facts">Time and calendar.</param>
/// <param name="RouteValues">The path's own values.</param>
public sealed record Asked(Caller Caller, Facts Facts, RouteValueDictionary RouteValues)
{
    /// <summary>A value of the path.</summary>
    public string Route(string name) => RouteValues[name] as string ?? "";
}

/// <summary>The body of a command that needs none.</summary>
public sealed record Nothing;

/// <summary>
/// The door to one kind of stream: <c>{path}/{id}</c> shows it, <c>{path}/{id}/{command}</c> changes it. Whoever may not see a
/// stream gets 404, the same as for one that does not exist, here and nowhere else.
/// </summary>
/// <param name="routes">Where it is mapped.</param>
/// <param name="path">The path of all streams of the kind, e.g. <c>/escrow/v1/deals</c>.</param>
/// <param name="tag">The heading in the API document.</param>
/// <param name="sees">Whether there is such a stream for a caller.</param>
/// <param name="view">What a caller sees of it.</param>
public sealed class StreamDoor<TState, TView>(
    IEndpointRouteBuilder routes, string path, string tag, Func<TState, Caller, bool> sees, Func<TState, Caller, TView> view)
    where TState : class, IState<TState> where TView : notnull
{
    /// <summary>What a caller sees.</summary>
    public TView View(TState state, Caller caller) => view(state, caller);

    /// <summary>Whether a caller sees it.</summary>
    public bool Sees(TState state, Caller caller) => sees(state, caller);

    /// <summary>Maps a command: <c>POST {path}/{id}/{command}</c>.</summary>
    public RouteHandlerBuilder Post<TBody>(string command, string scope, string summary, Func<TState, TBody, Asked, Decision> decide) where TBody : class =>
        routes.MapPost($"{path}/{{id:guid}}/{command}", (Guid id, TBody body, HttpContext http, Commands<TState> streams) =>
            {
                var caller = Caller.Of(http.User);
                return streams.Answer(http, id,
                    (state, facts) => state is null || !sees(state, caller) ? ChassisErrors.NotFound : decide(state, body, new Asked(caller, facts, http.Request.RouteValues)),
                    state => view(state, caller));
            })
            .RequireScope(scope).WithTags(tag).WithSummary(summary)
            .Produces<TView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    /// <summary>Maps the reading of one: <c>GET {path}/{id}</c>, with the stream's version as its ETag.</summary>
    public RouteHandlerBuilder Get(string scope, string summary) =>
        routes.MapGet($"{path}/{{id:guid}}", (Guid id, HttpContext http, Commands<TState> streams) =>
                Seen(id, http, streams, (state, caller) => Task.FromResult(Results.Ok(view(state, caller)))))
            .RequireScope(scope).WithTags(tag).WithSummary(summary).Produces<TView>().ProducesProblem(404);

    /// <summary>Loads one for a caller who may see it.</summary>
    public async Task<IResult> Seen(Guid id, HttpContext http, Commands<TState> streams, Func<TState, Caller, Task<IResult>> show)
    {
        var caller = Caller.Of(http.User);
        var (state, version) = await streams.Load(id, http.RequestAborted);
        if (state is null || !sees(state, caller)) return Problems.Result(ChassisErrors.NotFound);
        http.Response.Headers.ETag = $"\"{version}\"";
        return await show(state, caller);
    }
}
