using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Errors;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Http;

/// <summary>Runs a command for an HTTP request and answers it: the first time by the decision, afterwards by the kept answer.</summary>
public static class Answers
{
    /// <summary>
    /// Runs the command under the request's Idempotency-Key. A refusal is kept like a success: the same key gets the same
    /// answer, whatever happened since.
    /// </summary>
    /// <param name="commands">The stream's commands.</param>
    /// <param name="http">The request; its body must be buffered (the chassis does).</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="decide">The decision.</param>
    /// <param name="view">What a success shows, from the state after it.</param>
    /// <param name="created">For a new resource: its path in this service, which makes the status 201; a caller is told where the gateway shows it.</param>
    public static async Task<IResult> Answer<TState>(
        this Commands<TState> commands, HttpContext http, Guid streamId,
        Func<TState?, Facts, Decision> decide, Func<TState, object> view, string? created = null)
        where TState : class, IState<TState>
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is 0 or > 128 || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return Problems.Result(ChassisErrors.KeyMissing);

        var caller = Caller.Of(http.User);
        var trigger = new Trigger.Request(caller.Actor, $"{caller.Client}/{caller.Identity}", key, await HashOf(http.Request));
        var outcome = await commands.Run(streamId, trigger, decide, result => Keep(http, result, view, created));
        if (outcome.Replay is { } replay)
        {
            http.Response.Headers["Idempotency-Replayed"] = "true";
            return new Kept(replay);
        }

        // Not kept: the key was used for something else, or the race was lost too often.
        return new Kept(Keep(http, outcome, view, created));
    }

    /// <summary>For a POST or PUT that runs commands and asks for no Idempotency-Key, since the same again does no harm.</summary>
    public static TBuilder WithoutIdempotencyKey<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new NoKeyMetadata());

    /// <summary>That an endpoint asks for no key; for the OpenAPI document.</summary>
    internal sealed record NoKeyMetadata;

    private static StoredAnswer Keep<TState>(HttpContext http, Outcome<TState> outcome, Func<TState, object> view, string? created) where TState : class =>
        outcome switch
        {
            { Refusal: { } refusal } => new StoredAnswer(refusal.Error.Status, Problems.Body(http, refusal), null),
            { State: null } => new StoredAnswer(404, Problems.Body(http, ChassisErrors.NotFound), null),
            { State: { } state } => new StoredAnswer(
                created is null ? 200 : 201, JsonSerializer.Serialize(view(state), ContractJson.Events),
                created is null ? null : http.RequestServices.GetRequiredService<ServiceSettings>().PublicPath(created)),
        };

    private static async Task<byte[]> HashOf(HttpRequest request)
    {
        request.Body.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}\n"));
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer)) > 0) hash.AppendData(buffer.AsSpan(0, read));
        return hash.GetHashAndReset();
    }

    private sealed class Kept(StoredAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            response.ContentType = answer.Status >= 400 ? "application/problem+json" : "application/json; charset=utf-8";
            if (answer.Location is not null) response.Headers.Location = answer.Location;
            await response.WriteAsync(answer.Body, CancellationToken.None);
        }
    }
}
