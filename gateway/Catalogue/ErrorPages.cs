using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Pengcheng.Gateway.Catalogue;

/// <summary>The error registry for people: what each problem's <c>type</c> leads to in a browser.</summary>
internal static class ErrorPages
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static IResult List(IReadOnlyList<KnownError> errors) => Page("Errors 错误代码", $"""
        <p>Every error is answered as <code>application/problem+json</code>; its <code>type</code> leads to its page here.
        Send <code>Accept: application/json</code> to read this list by program.</p>
        <p>所有错误均以 <code>application/problem+json</code> 应答,其 <code>type</code> 指向本处对应页面。</p>
        <table><thead><tr><th>Code 代码</th><th>Status 状态</th><th>English</th><th>中文</th></tr></thead><tbody>
        {string.Concat(errors.Select(error => $"<tr><td><a href=\"/docs/errors/{Safe(Uri.EscapeDataString(error.Code))}\">{Safe(error.Code)}</a></td>"
            + $"<td>{error.Status}</td><td lang=\"en\">{Safe(error.En)}</td><td lang=\"zh-CN\">{Safe(error.Zh)}</td></tr>"))}
        </tbody></table>
        """);

    public static IResult One(KnownError error) => Page($"{error.Code} ({error.Status})", $"""
        <p lang="en">{Safe(error.En)}</p>
        <p lang="zh-CN">{Safe(error.Zh)}</p>
        <p>HTTP {error.Status} · {Safe(string.Join(", ", error.Sources))}</p>
        <p><a href="/docs/errors">All errors 全部错误代码</a> · <a href="/docs">API</a></p>
        """);

    private static IResult Page(string title, string body) => Results.Content($$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{Safe(title)}} · Pengcheng 鹏城</title>
        <style>
        :root { color-scheme: light dark }
        body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% }
        th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #8884 }
        code, td:first-child { font-family: ui-monospace, monospace; font-size: .9em }
        </style>
        </head>
        <body>
        <h1>{{Safe(title)}}</h1>
        {{body}}
        </body>
        </html>
        """, "text/html; charset=utf-8");

    private static string Safe(string text) => Html.Encode(text);
}
