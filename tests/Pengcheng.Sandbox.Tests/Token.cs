using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Pengcheng.Sandbox.Tests;

/// <summary>Asks the token endpoint.</summary>
public static class Token
{
    /// <summary>A client's token.</summary>
    public static Task<(HttpStatusCode Status, JsonElement Body)> Client(this SandboxServer sandbox, string id, string secret, string? scope = null)
        => sandbox.Ask(new() { ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret }, scope);

    /// <summary>A citizen's token.</summary>
    public static Task<(HttpStatusCode Status, JsonElement Body)> Citizen(this SandboxServer sandbox, string name, string password, string? scope = null)
        => sandbox.SignIn("citizen-app", name, password, scope);

    /// <summary>The token of somebody who signs in through an app.</summary>
    public static Task<(HttpStatusCode Status, JsonElement Body)> SignIn(this SandboxServer sandbox, string client, string name, string password = "citizens-secret", string? scope = null)
        => sandbox.Ask(new() { ["grant_type"] = "password", ["client_id"] = client, ["username"] = name, ["password"] = password }, scope);

    /// <summary>What the access token says.</summary>
    public static JsonWebToken Read(JsonElement body) => new(body.GetProperty("access_token").GetString());

    /// <summary>Asks with this form.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Body)> Ask(this SandboxServer sandbox, Dictionary<string, string> form, string? scope = null)
    {
        if (scope is not null) form["scope"] = scope;
        using var content = new FormUrlEncodedContent(form);
        using var answer = await sandbox.Http.PostAsync("/connect/token", content);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
