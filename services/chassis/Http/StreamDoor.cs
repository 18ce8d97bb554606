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
/// <param name="Fresh">A random id for whatever the command makes; the same each time that the decision is asked for one request.</param>
public sealed record Asked(Caller Caller, Facts Facts, RouteValueDictionary RouteValues, Guid Fresh)
{
    /// <summary>A value of the path.</summary>
    public string Route(string name) => RouteValues[name] as string ?? "";
}

/// <summary>The body of a command that needs none.</summary>
public sealed record Nothing;

/// <summary>How a stream is named in a path: by its id, or by something that is known outside.</summary>
/// <param name="Template">The segment of the path, e.g. <c>{id:guid}</c>.</param>
/// <param name="Find">From the segment's value to the stream's id; null if no stream can have such a name.</param>
public sealed record StreamKey(string Template, Func<string, Guid?> Find)
{
    /// <summary>By its id.</summary>
    public static StreamKey Id { get; } = new("{id:guid}", value => Guid.Parse(value));

    /// <summary>The stream that a path names, or null.</summary>
    public Guid? Of(HttpContext http) => Find((string)http.Request.RouteValues[Template.Trim('{', '}').Split(':')[0]]!);
}

/// <summary>
/// The door to one kind of stream: <c>{path}/{id}</c> shows it, <c>{path}/{id}/{command}</c> changes it. Whoever may not see a
/// stream gets 404, the same as for one that does not exist, here and nowhere else.
/// </summary>
/// <param name="routes">Where it is mapped.</param>
/// <param name="path">The path of all streams of the kind, e.g. <c>/escrow/v1/deals</c>.</param>
/// <param name="tag">The heading in the API document.</param>
/// <param name="sees">Whether there is such a stream for a caller.</param>
/// <param name="view">What a caller sees of it.</param>
/// <param name="key">How one is named; by its id unless said otherwise.</param>
public sealed class StreamDoor<TState, TView>(
    IEndpointRouteBuilder routes, string path, string tag, Func<TState, Caller, bool> sees, Func<TState, Caller, TView> view, StreamKey? key = null)
    where TState : class, IState<TState> where TView : notnull
{
    private readonly StreamKey _key = key ?? StreamKey.Id;

    /// <summary>Whether a reading tells the stream's version; not where somebody could tell from it what he must not know.</summary>
    public bool ShowsVersion { get; init; } = true;

    /// <summary>What a caller sees.</summary>
    public TView View(TState state, Caller caller) => view(state, caller);

    /// <summary>Whether a caller sees it.</summary>
    public bool Sees(TState state, Caller caller) => sees(state, caller);

    /// <summary>Maps a command: <c>POST {path}/{id}/{command}</c>.</summary>
    public RouteHandlerBuilder Post<TBody>(string command, string scope, string summary, Func<TState, TBody, Asked, Decision> decide) where TBody : class =>
        Described(routes.MapPost($"{path}/{_key.Template}/{command}", (TBody body, HttpContext http, Commands<TState> streams) => Answer(http, streams, body, decide)), scope, summary);

    /// <summary>Maps a command that sets something: <c>PUT {path}/{id}/{what}</c>.</summary>
    public RouteHandlerBuilder Put<TBody>(string what, string scope, string summary, Func<TState, TBody, Asked, Decision> decide) where TBody : class =>
        Described(routes.MapPut($"{path}/{_key.Template}/{what}", (TBody body, HttpContext http, Commands<TState> streams) => Answer(http, streams, body, decide)), scope, summary);

    /// <summary>Maps the reading of one: <c>GET {path}/{id}</c>, with the stream's version as its ETag.</summary>
    public RouteHandlerBuilder Get(string scope, string summary) =>
        routes.MapGet($"{path}/{_key.Template}", (HttpContext http, Commands<TState> streams) =>
                Seen(http, streams, (state, caller) => Task.FromResult(Results.Ok(view(state, caller)))))
            .RequireScope(scope).WithTags(tag).WithSummary(summary).Produces<TView>().ProducesProblem(404);

    /// <summary>Carries out a command whose facts were gathered before.</summary>
    public Task<IResult> Answer(HttpContext http, Commands<TState> streams, Func<TState, Asked, Decision> decide) =>
        Answer<object?>(http, streams, null, (state, _, asked) => decide(state, asked));

    /// <summary>Loads one for a caller who may see it.</summary>
    public async Task<IResult> Seen(HttpContext http, Commands<TState> streams, Func<TState, Caller, Task<IResult>> show)
    {
        var caller = Caller.Of(http.User);
        if (_key.Of(http) is not { } id) return Problems.Result(ChassisErrors.NotFound);
        var (state, version) = await streams.Load(id, http.RequestAborted);
        if (state is null || !sees(state, caller)) return Problems.Result(ChassisErrors.NotFound);
        if (ShowsVersion) http.Response.Headers.ETag = $"\"{version}\"";
        return await show(state, caller);
    }

    private Task<IResult> Answer<TBody>(HttpContext http, Commands<TState> streams, TBody body, Func<TState, TBody, Asked, Decision> decide)
    {
        var (caller, fresh) = (Caller.Of(http.User), Guid.NewGuid());
        return _key.Of(http) is not { } id
            ? Task.FromResult(Problems.Result(ChassisErrors.NotFound))
            : streams.Answer(http, id,
                (state, facts) => state is null || !sees(state, caller) ? ChassisErrors.NotFound : decide(state, body, new Asked(caller, facts, http.Request.RouteValues, fresh)),
                state => view(state, caller));
    }

    private RouteHandlerBuilder Described(RouteHandlerBuilder command, string scope, string summary) => command
        .RequireScope(scope).WithTags(tag).WithSummary(summary)
        .Produces<TView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
}
