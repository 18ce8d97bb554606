using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Pengcheng.Sandbox.Identity;

namespace Pengcheng.Sandbox.Deliveries;

/// <summary>Access tokens for the sandbox's own calls as a partner, fetched from the token endpoint as that partner would.</summary>
public sealed class PartnerTokens(IHttpClientFactory http, IServer server, SandboxSecrets secrets, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    /// <summary>A token that is good for some time yet, for a client or for somebody of the staff by sign-in name.</summary>
    public async Task<string> For(string sender, CancellationToken stop)
    {
        if (_tokens.TryGetValue(sender, out var kept) && kept.Until > time.GetUtcNow()) return kept.Token;
        using var form = new FormUrlEncodedContent(Form(sender));
        using var answer = await http.CreateClient(nameof(PartnerTokens)).PostAsync(new Uri(OwnAddress(), "connect/token"), form, stop);
        answer.EnsureSuccessStatusCode();
        var granted = await answer.Content.ReadFromJsonAsync<Granted>(stop) ?? throw new HttpRequestException("The token endpoint answered null.");
        _tokens[sender] = (granted.AccessToken, time.GetUtcNow().AddSeconds(granted.ExpiresIn) - Margin);
        return granted.AccessToken;
    }

    /// <summary>The platform did not take the token: the next call fetches a new one.</summary>
    public void Forget(string sender) => _tokens.TryRemove(sender, out _);

    private Dictionary<string, string> Form(string sender) => Partners.Clients.FirstOrDefault(known => known.Id == sender) is { } client
        ? new() { ["grant_type"] = "client_credentials", ["client_id"] = client.Id, ["client_secret"] = secrets.Of(client) }
        : new() { ["grant_type"] = "password", ["client_id"] = People.StaffApp, ["username"] = sender, ["password"] = secrets.Password };

    private Uri OwnAddress()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? throw new HttpRequestException("The sandbox does not listen yet.");
        return new Uri(address.Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal)
            .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal).Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal));
    }

    private sealed record Granted([property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
