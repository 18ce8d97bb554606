using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Storage;

namespace Pengcheng.Chassis.Http;

/// <summary>
/// The door to one kind of stream: <c>{path}/{id}</c> shows it, <c>{path}/{id}/{command}</c> changes it, <c>{path}</c> begins one. Whoever may not see a
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

    /// <summary>Maps a command that its caller says completely, and whose decision looks at nothing else: it is its own body.</summary>
    public RouteHandlerBuilder Post<TCommand>(string command, string scope, string summary, Func<TState, TCommand, Decision> decide) where TCommand : class =>
        Post<TCommand>(command, scope, summary, (state, said, _) => decide(state, said));

    /// <summary>Maps a command that sets something: <c>PUT {path}/{id}/{what}</c>.</summary>
    public RouteHandlerBuilder Put<TBody>(string what, string scope, string summary, Func<TState, TBody, Asked, Decision> decide) where TBody : class =>
        Described(routes.MapPut($"{path}/{_key.Template}/{what}", (TBody body, HttpContext http, Commands<TState> streams) => Answer(http, streams, body, decide)), scope, summary);

    /// <summary>Maps a command that looks at something beside its stream: that is gathered first, for the stream as it is then, and handed to the decision.</summary>
    public RouteHandlerBuilder Post<TBody, TKnown>(
        string command, string scope, string summary, Func<TState, TBody, CancellationToken, Task<TKnown>> gather, Func<TState, TBody, TKnown, Asked, Decision> decide)
        where TBody : class =>
        Described(routes.MapPost($"{path}/{_key.Template}/{command}", async (TBody body, HttpContext http, Commands<TState> streams) =>
        {
            if (await Visible(http, streams) is not ({ } before, _)) return await Answer(http, streams, body, (_, _, _) => ChassisErrors.NotFound);
            var known = await gather(before, body, http.RequestAborted);
            return await Answer(http, streams, body, (state, said, asked) => decide(state, said, known, asked));
        }), scope, summary);

    /// <summary>Maps what tells of a stream under its name, begun or not: <c>PUT {path}/{name}</c>.</summary>
    public RouteHandlerBuilder Put<TBody>(string scope, string summary, Func<TState?, TBody, Asked, Decision> decide) where TBody : class =>
        Described(routes.MapPut($"{path}/{_key.Template}", async (TBody body, HttpContext http, Commands<TState> streams) =>
            _key.Of(http) is var (id, why) && why is null ? await Answer(http, streams, id, body, decide) : Problems.Field(http, _key.Parameter, why)), scope, summary);

    /// <summary>Maps a command that begins a stream: <c>POST {path}</c>, answered 201 with the address of the new one.</summary>
    public RouteHandlerBuilder Create<TBody>(string scope, string summary, Func<TBody, Caller, CancellationToken, Task<Beginning<TState>>> begin) where TBody : class =>
        routes.MapPost(path, async (TBody body, HttpContext http, Commands<TState> streams) =>
            {
                var caller = Caller.Of(http.User);
                var beginning = await begin(body, caller, http.RequestAborted);
                return await streams.Answer(http, beginning.Id, beginning.Decide, state => view(state, caller), $"{path}/{beginning.Id}");
            })
            .RequireScope(scope).WithTags(tag).WithSummary(summary).Produces<TView>(201).ProducesProblem(400).ProducesProblem(409).ProducesProblem(422);

    /// <summary>Maps the reading of one: <c>GET {path}/{id}</c>, with the stream's version as its ETag.</summary>
    public RouteHandlerBuilder Get(string scope, string summary) =>
        routes.MapGet($"{path}/{_key.Template}", (HttpContext http, Commands<TState> streams) =>
                Seen(http, streams, (state, caller) => Task.FromResult(Results.Ok(view(state, caller)))))
            .RequireScope(scope).WithTags(tag).WithSummary(summary).Produces<TView>().ProducesProblem(404);

    /// <summary>Maps the reading of a part of one, or of what belongs to it: <c>GET {path}/{id}/{what}</c>. Null is 404.</summary>
    public RouteHandlerBuilder Get<TPart>(string what, string scope, string summary, Func<TState, Caller, CancellationToken, Task<TPart?>> read) where TPart : class =>
        routes.MapGet($"{path}/{_key.Template}/{what}", (HttpContext http, Commands<TState> streams) =>
                Seen(http, streams, async (state, caller) => await read(state, caller, http.RequestAborted) is { } part ? Results.Ok(part) : Problems.Result(ChassisErrors.NotFound)))
            .RequireScope(scope).WithTags(tag).WithSummary(summary).Produces<TPart>().ProducesProblem(404);

    /// <summary>Maps the history of one: <c>GET {path}/{id}/timeline</c>.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="show">What a caller sees of it.</param>
    public RouteHandlerBuilder Timeline<TEntry>(string scope, Func<TState, Caller, IEnumerable<Happened>, IEnumerable<TEntry>> show) =>
        routes.MapGet($"{path}/{_key.Template}/timeline", (HttpContext http, Commands<TState> streams, IQuerySession session) =>
                Seen(http, streams, async (state, caller) =>
                    Results.Ok((IReadOnlyList<TEntry>)[.. show(state, caller, await Happened.In(session, _key.Of(http).Id, http.RequestAborted))])))
            .RequireScope(scope).WithTags(tag).WithSummary("What happened, when, and who did it").Produces<IReadOnlyList<TEntry>>().ProducesProblem(404);

    /// <summary>Loads one for a caller who may see it.</summary>
    public async Task<IResult> Seen(HttpContext http, Commands<TState> streams, Func<TState, Caller, Task<IResult>> show)
    {
        var (state, version) = await Visible(http, streams);
        if (state is null) return Problems.Result(ChassisErrors.NotFound);
        if (ShowsVersion) http.Response.Headers.ETag = $"\"{version}\"";
        return await show(state, Caller.Of(http.User));
    }

    private async Task<(TState? State, long Version)> Visible(HttpContext http, Commands<TState> streams) =>
        _key.Of(http) is (var id, null) && await streams.Load(id, http.RequestAborted) is ({ } state, var version) && sees(state, Caller.Of(http.User)) ? (state, version) : (null, 0);

    private Task<IResult> Answer<TBody>(HttpContext http, Commands<TState> streams, TBody body, Func<TState, TBody, Asked, Decision> decide) => _key.Of(http) is (var id, null)
        ? Answer(http, streams, id, body, (state, said, asked) => state is null ? ChassisErrors.NotFound : decide(state, said, asked))
        : Task.FromResult(Problems.Result(ChassisErrors.NotFound));

    private Task<IResult> Answer<TBody>(HttpContext http, Commands<TState> streams, Guid id, TBody body, Func<TState?, TBody, Asked, Decision> decide)
    {
        var (caller, fresh) = (Caller.Of(http.User), Guid.NewGuid());
        return streams.Answer(http, id,
            (state, facts) => state is not null && !sees(state, caller) ? ChassisErrors.NotFound : decide(state, body, new Asked(caller, facts, http.Request.RouteValues, fresh)),
            state => view(state, caller));
    }

    private RouteHandlerBuilder Described(RouteHandlerBuilder command, string scope, string summary) => command
        .RequireScope(scope).WithTags(tag).WithSummary(summary)
        .Produces<TView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
}
