using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Http;

/// <summary>What a decision at a door may look at beside the state and the body.</summary>
/// <param name="Caller">Who asks, from the token.</param>
/// <param name="Facts">Time and calendar.</param>
/// <param name="RouteValues">The path's own values.</param>
/// <param name="Fresh">A random id for whatever the command makes; the same each time that the decision is asked for one request.</param>
public sealed record Asked(Caller Caller, Facts Facts, RouteValueDictionary RouteValues, Guid Fresh)
{
    /// <summary>A value of the path.</summary>
    public string Route(string name) => Text(RouteValues[name] as string);

    /// <summary>A value of the path as it was meant: the server decodes everything but a slash, which numbers of others may have.</summary>
    public static string Text(string? value) => value?.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase) ?? "";

    /// <summary>A value of the path in its own type, or null if it is none; never null for the value that names the stream.</summary>
    public T? Route<T>(string name) where T : class, IPlainText<T> => T.TryParse(Route(name), out var value, out _) ? value : null;
}

/// <summary>The body of a command that needs none.</summary>
public sealed record Nothing;

/// <summary>How a stream is named in a path: by its id, or by something that is known outside.</summary>
/// <param name="Template">The segment of the path, e.g. <c>{id:guid}</c>.</param>
/// <param name="Find">From the segment's value to the stream's id, or why no stream can have such a name.</param>
public sealed record StreamKey(string Template, Func<string, (Guid Id, Reason? Why)> Find)
{
    /// <summary>By its id.</summary>
    public static StreamKey Id { get; } = new("{id:guid}", value => (Guid.Parse(value), null));

    /// <summary>By a name of which any text will do.</summary>
    public static StreamKey Name(string name, Func<string, Guid> id) => new($"{{{name}}}", value => (id(value), null));

    /// <summary>By an identifier of the platform.</summary>
    public static StreamKey Name<T>(string name, Func<T, Guid> id) where T : IPlainText<T> =>
        new($"{{{name}}}", value => T.TryParse(value, out var known, out var why) ? (id(known), null) : (default, why));

    /// <summary>The stream that a path names, or why there can be none.</summary>
    internal (Guid Id, Reason? Why) Of(HttpContext http) => Find(Asked.Text((string)http.Request.RouteValues[Parameter]!));

    internal string Parameter => Template.Trim('{', '}').Split(':')[0];
}

/// <summary>A stream that a command is about to begin, or to find begun already.</summary>
/// <param name="Id">The stream.</param>
/// <param name="Decide">On its state, which is null if it has not begun.</param>
public sealed record Beginning<TState>(Guid Id, Func<TState?, Facts, Decision> Decide) where TState : class
{
    /// <summary>What was found out before is reason enough to refuse.</summary>
    public static implicit operator Beginning<TState>(Refusal refusal) => new(Guid.CreateVersion7(), (_, _) => refusal);

    /// <summary>What was found out before is reason enough to refuse.</summary>
    public static implicit operator Beginning<TState>(Error error) => (Refusal)error;
}
