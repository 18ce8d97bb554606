using System.Buffers;
using Pengcheng.Gateway.Problems;
using Scalar.AspNetCore;

namespace Pengcheng.Gateway.Edge;

/// <summary>
/// Headers at the border. In: what only a proxy may say is taken off, and every request gets an id.
/// Out: the security headers, set last, so that they hold whatever a service answered.
/// </summary>
public sealed class EdgeHeaders(RequestDelegate next, Settings.AuthSettings auth)
{
    private const string RequestId = "X-Request-Id";
    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static readonly string[] Forgeable = ["X-Forwarded-", "X-User-", "X-Original-", "X-Auth-", "X-Envoy-"];
    private static readonly string[] ForgeableWhole = ["Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP"];

    private readonly string issuer = new Uri(auth.Authority).GetLeftPart(UriPartial.Authority);

    /// <summary>Cleans the request, then passes it on.</summary>
    public Task InvokeAsync(HttpContext http)
    {
        Strip(http.Request.Headers);

        var id = http.Request.Headers[RequestId].ToString();
        if (id.Length is 0 or > 64 || id.AsSpan().ContainsAnyExcept(IdCharacters))
            http.Request.Headers[RequestId] = id = Problem.TraceId(http);

        http.Response.OnStarting(static state =>
        {
            var (gate, http, id) = ((EdgeHeaders, HttpContext, string))state;
            gate.Protect(http, id);
            return Task.CompletedTask;
        }, (this, http, id));
        return next(http);
    }

    private static void Strip(IHeaderDictionary headers)
    {
        List<string>? forged = null;
        foreach (var (name, _) in headers)
            if (IsForgeable(name))
                (forged ??= []).Add(name);
        foreach (var name in forged ?? [])
            headers.Remove(name);
    }

    private static bool IsForgeable(string name) =>
        Array.Exists(ForgeableWhole, whole => name.Equals(whole, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(Forgeable, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    private void Protect(HttpContext http, string id)
    {
        var headers = http.Response.Headers;
        headers[RequestId] = id;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/docs") ? Pages(http) : "default-src 'none'; frame-ancestors 'none'";
        headers.Remove("Server");
        headers.Remove("X-Powered-By");
        if (http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }

    // Scalar styles its elements in place; scripts run only from here, or with this answer's nonce.
    private string Pages(HttpContext http)
    {
        var nonce = http.Items[ScalarOptions.NonceHttpContextItemKey] is string once ? $" 'nonce-{once}'" : "";
        return $"default-src 'none'; script-src 'self'{nonce}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            + $"font-src 'self' data:; connect-src 'self' {issuer}; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
