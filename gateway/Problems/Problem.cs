using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pengcheng.Gateway.Problems;

/// <summary>Writes an error as <c>application/problem+json</c> (RFC 9457), in the caller's language.</summary>
public static class Problem
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with the error. The answer must not have started.</summary>
    /// <param name="http">The request.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="scope">The scope that was missing, where that is what is wrong.</param>
    /// <param name="retryAfter">Seconds to wait, where waiting helps.</param>
    public static async Task WriteAsync(HttpContext http, EdgeError error, string? scope = null, int? retryAfter = null)
    {
        var chinese = Language.IsChinese(http.Request);
        var body = Body(http, error, chinese, scope);

        var response = http.Response;
        response.StatusCode = error.Status;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.WrittenCount;
        response.Headers.ContentLanguage = chinese ? "zh-CN" : "en";
        response.Headers.CacheControl = "no-store";
        response.Headers.Append("Vary", "Accept-Language");
        if (retryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        // The rest of such a body is not read, so the connection cannot serve another request.
        if (error == EdgeError.BodyTooLarge && HttpProtocol.IsHttp11(http.Request.Protocol))
            response.Headers.Connection = "close";

        // Not the request's token: after a timeout that one is cancelled already.
        if (!HttpMethods.IsHead(http.Request.Method))
            await response.Body.WriteAsync(body.WrittenMemory, CancellationToken.None);
    }

    /// <summary>The trace that this request belongs to, as Grafana finds it.</summary>
    public static string TraceId(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    private static ArrayBufferWriter<byte> Body(HttpContext http, EdgeError error, bool chinese, string? scope)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteString("type", $"/docs/errors/{error.Code}");
        json.WriteString("title", chinese ? error.TitleZh : error.TitleEn);
        json.WriteNumber("status", error.Status);
        json.WriteString("detail", chinese ? error.Zh : error.En);
        json.WriteString("code", error.Code);
        json.WriteString("instance", http.Request.Path.Value);
        if (scope is not null)
            json.WriteString("scope", scope);
        json.WriteString("traceId", TraceId(http));
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }
}
