using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pengcheng.Demo;

/// <summary>Access tokens by whoever asks, each fetched once from the sandbox's token endpoint.</summary>
internal sealed class Tokens(HttpClient http, PlatformAddress address)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _tokens = new();

    /// <summary>The token of an OAuth client, or of somebody by the name that he signs in with.</summary>
    public Task<string> Of(string who) => _tokens.GetOrAdd(who, name => new Lazy<Task<string>>(() => Fetch(name))).Value;

    private async Task<string> Fetch(string who)
    {
        var form = address.Clients.TryGetValue(who, out var secret) && !who.StartsWith("citizen", StringComparison.Ordinal)
            ? new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = who, ["client_secret"] = secret }
            : new Dictionary<string, string> { ["grant_type"] = "password", ["client_id"] = AppOf(who), ["username"] = who, ["password"] = address.CitizenPassword };
        try
        {
            using var answer = await http.PostAsync(new Uri(address.Sandbox, "/connect/token"), new FormUrlEncodedContent(form));
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        }
        catch
        {
            _tokens.TryRemove(who, out _);
            throw;
        }
    }

    // The staff's names have their body, street or district after them.
    private static string AppOf(string who) =>
        who.Contains('@', StringComparison.Ordinal) ? "staff-app" : who.StartsWith("firm-", StringComparison.Ordinal) ? "firm-app" : "citizen-app";
}
