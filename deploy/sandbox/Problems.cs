using System.Text.Json;

namespace Pengcheng.Sandbox;

/// <summary>problem+json in English or Simplified Chinese, as the platform answers it (RFC 9457).</summary>
public static class Problems
{
    /// <summary>The prefix of every problem's type; the stable code follows.</summary>
    public const string TypePrefix = "urn:pengcheng:sandbox:";

    /// <summary>An answer that says no.</summary>
    public static IResult Of(int status, string code, string english, string chinese) => new Answer(status, code, english, chinese);

    /// <summary>400 for input that breaks a rule.</summary>
    public static IResult Invalid(string english, string chinese) => Of(400, "sandbox.invalid", english, chinese);

    /// <summary>Body that is not JSON of the documented shape: the framework throws, the caller reads why.</summary>
    public static async Task AnswerBadRequests(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            var reason = fault.InnerException is JsonException json ? json.Message : fault.Message;
            await Of(fault.StatusCode, "sandbox.malformed", reason, $"请求格式有误：{reason}").ExecuteAsync(context);
        }
    }

    private sealed class Answer(int status, string code, string english, string chinese) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var speaksChinese = httpContext.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase);
            httpContext.Response.Headers.ContentLanguage = speaksChinese ? "zh-Hans" : "en";
            return Results.Problem(
                type: TypePrefix + code, title: code, statusCode: status, detail: speaksChinese ? chinese : english,
                instance: httpContext.Request.Path, extensions: new Dictionary<string, object?> { ["code"] = code }).ExecuteAsync(httpContext);
        }
    }
}
