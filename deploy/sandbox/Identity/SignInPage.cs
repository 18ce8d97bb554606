using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Pengcheng.Sandbox.Identity;

/// <summary><c>/connect/authorize</c>: a plain page in both languages that stands for the city's real sign-in.</summary>
public static class SignInPage
{
    /// <summary>Adds the page.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connect/authorize", (HttpContext context) => Page(Asked(context), failed: false)).ExcludeFromDescription();
        routes.MapPost("/connect/authorize", (HttpContext context, SandboxSecrets secrets) =>
        {
            var asked = Asked(context);
            // OpenIddict has read the form; what is not of its protocol is the page's own.
            var name = (string?)asked["citizen"];
            if (!secrets.IsCitizen(name, (string?)asked["citizen_password"])) return Page(asked, failed: true);
            return GrantTokens.Granted(Partners.Citizens, asked.GetScopes()) is { } scopes
                ? Results.SignIn(GrantTokens.Principal(new Person(Partners.Citizens, name!), scopes), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
                : Results.Forbid(new(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidScope }),
                    [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }).ExcludeFromDescription();
    }

    private static OpenIddictRequest Asked(HttpContext context)
        => context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("Not an authorization request.");

    private static IResult Page(OpenIddictRequest asked, bool failed)
    {
        var hidden = new StringBuilder();
        foreach (var (name, value) in asked.GetParameters())
            if (!name.StartsWith("citizen", StringComparison.Ordinal))
                hidden.Append("<input type=\"hidden\" name=\"").Append(HtmlEncoder.Default.Encode(name))
                    .Append("\" value=\"").Append(HtmlEncoder.Default.Encode((string?)value ?? "")).AppendLine("\">");
        var notice = failed ? "<p role=\"alert\">The name or the password is not right. 用户名或密码不正确。</p>" : "";
        return Results.Content($$"""
            <!doctype html>
            <html lang="zh-Hans">
            <head>
              <meta charset="utf-8"><meta name="viewport" content="width=device-width">
              <title>登录 · Sign in</title>
              <style>body { font: 1rem/1.5 system-ui; max-width: 22rem; margin: 4rem auto; padding: 0 1rem } input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; margin: .25rem 0 1rem }</style>
            </head>
            <body>
              <h1>登录 · Sign in</h1>
              <p>测试环境，请勿填写真实身份信息。<br>This is the sandbox. Give no real identity.</p>
              {{notice}}
              <form method="post" action="/connect/authorize">
                {{hidden}}
                <label>市民编号 · Citizen reference<input name="citizen" placeholder="citizen-7f3a" autocomplete="username" required autofocus></label>
                <label>密码 · Password<input name="citizen_password" type="password" autocomplete="current-password" required></label>
                <button>登录 · Sign in</button>
              </form>
            </body>
            </html>
            """, "text/html; charset=utf-8", statusCode: failed ? 401 : 200);
    }
}
