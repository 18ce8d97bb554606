using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Storage;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Http;

/// <summary>One rule that one field breaks.</summary>
/// <param name="Field">The JSON path, e.g. <c>$.price</c>.</param>
/// <param name="Code">Stable code of the rule.</param>
/// <param name="Message">What is wrong, in the caller's language.</param>
public sealed record FieldError(string Field, string Code, string Message);

/// <summary>An error as it is answered (RFC 9457).</summary>
/// <param name="Type">The error's page in the registry: <c>/docs/errors/{code}</c>.</param>
/// <param name="Title">What is wrong, in the caller's language.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The same sentence as the title.</param>
/// <param name="Code">Stable; programs may rely on it, and new ones are added over time.</param>
/// <param name="Instance">The path that was called.</param>
/// <param name="Values">The values that the sentence names, by name.</param>
/// <param name="Errors">Which fields break which rules, for <c>invalid-request</c>.</param>
/// <param name="TraceId">To quote to support.</param>
public sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, string? Instance, IReadOnlyDictionary<string, string>? Values,
    IReadOnlyList<FieldError>? Errors, string TraceId);

/// <summary>Errors as <c>application/problem+json</c> (RFC 9457), in English or Simplified Chinese by Accept-Language.</summary>
public static class Problems
{
    /// <summary>Whether the caller reads Chinese: the first language it accepts that we speak.</summary>
    public static bool PrefersChinese(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(tag => tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>The body of a problem.</summary>
    public static string Body(HttpContext http, Refusal refusal, IReadOnlyList<FieldError>? errors = null)
    {
        var sentence = refusal.Sentence(PrefersChinese(http.Request));
        return JsonSerializer.Serialize(new Problem(
            $"/docs/errors/{refusal.Error.Code}", sentence, refusal.Error.Status, sentence, refusal.Error.Code, http.Request.Path.Value,
            refusal.Values.IsEmpty ? null : refusal.Values, errors, Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier), ContractJson.Events);
    }

    /// <summary>Answers with a problem.</summary>
    public static Task Write(HttpContext http, Refusal refusal, IReadOnlyList<FieldError>? errors = null)
    {
        http.Response.StatusCode = refusal.Error.Status;
        http.Response.ContentType = "application/problem+json";
        if (refusal.Error.Status is 503) http.Response.Headers.RetryAfter = "2";
        return http.Response.WriteAsync(Body(http, refusal, errors), CancellationToken.None);
    }

    /// <summary>An endpoint's result that is a problem.</summary>
    public static IResult Result(Refusal refusal, params IReadOnlyList<FieldError> errors) => new ProblemResult(refusal, errors.Count == 0 ? null : errors);

    /// <summary>The problem of a value in the path or the query.</summary>
    public static IResult Field(HttpContext http, string field, Reason why) =>
        Result(ChassisErrors.Invalid, new FieldError(field, why.Code, PrefersChinese(http.Request) ? why.Chinese : why.English));

    /// <summary>The problem of an optional value in the query that is none of an enum's words; null if there is none.</summary>
    public static IResult? Word<TEnum>(HttpContext http, string field, string? text) where TEnum : struct, Enum =>
        text is null || EnumWords.TryParse<TEnum>(text, out _, out var why) ? null : Field(http, field, why);

    private sealed class ProblemResult(Refusal refusal, IReadOnlyList<FieldError>? errors) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, refusal, errors);
    }
}

/// <summary>Turns what escapes an endpoint into a problem: bad input into 400, a store that is away into 503, the rest into 500.</summary>
internal sealed class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: 413 or 415 or 408 } bad:
                await Problems.Write(httpContext, new Error("invalid-request", bad.StatusCode, bad.Message, bad.Message));
                return true;
            case BadHttpRequestException bad:
                await Problems.Write(httpContext, ChassisErrors.Invalid, [FieldOf(bad, httpContext)]);
                return true;
            case Exception when PostgresFault.IsUnstorableText(exception):
                await Problems.Write(httpContext, ChassisErrors.Invalid, [new FieldError("", "text", "No text holds the character U+0000.")]);
                return true;
            case Exception when PostgresFault.IsTransient(exception):
                log.LogWarning(exception, "The store cannot be reached");
                await Problems.Write(httpContext, ChassisErrors.Unavailable);
                return true;
            default:
                log.LogError(exception, "Unhandled on {Path}", httpContext.Request.Path);
                await Problems.Write(httpContext, ChassisErrors.Internal);
                return true;
        }
    }

    private static FieldError FieldOf(BadHttpRequestException bad, HttpContext http)
    {
        if (bad.InnerException is not JsonException json) return new FieldError("", "malformed", bad.Message);
        if (json.InnerException is not RefusedFormatException { Reason: var why })
            return new FieldError(json.Path ?? "$", "malformed", json.Message.Split(" Path: ")[0]);
        return new FieldError(json.Path ?? "$", why.Code, Problems.PrefersChinese(http.Request) ? why.Chinese : why.English);
    }
}
