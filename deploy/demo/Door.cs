using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pengcheng.Contracts;

namespace Pengcheng.Demo;

/// <summary>
/// Calls the platform through the gateway as its users do: with their own tokens, an Idempotency-Key for each command, and
/// the same key again when no answer came. So the play survives a restart of anything.
/// </summary>
public sealed class Door : IDisposable
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(3);

    private readonly PlatformAddress _address;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _tokens = new();

    /// <summary>To the platform at this address.</summary>
    public Door(PlatformAddress address) => _address = address;

    /// <summary>A command; the answer's body.</summary>
    /// <param name="who">An OAuth client, or a citizen's subject.</param>
    /// <param name="path">Below the gateway, e.g. <c>/api/escrow/v1/deals</c>.</param>
    /// <param name="body">Serialised as JSON.</param>
    /// <exception cref="DemoFailedException">Refused, or no answer for three minutes.</exception>
    public async Task<JsonElement> Post(string who, string path, object body)
    {
        var (status, answer) = await TryPost(who, path, body);
        return (int)status < 300 ? answer : throw new DemoFailedException($"POST {path} as {who}: {(int)status} {answer}");
    }

    /// <summary>A command that may be refused.</summary>
    public Task<(HttpStatusCode Status, JsonElement Answer)> TryPost(string who, string path, object body)
    {
        var key = Guid.CreateVersion7().ToString();
        return Send(who, new Uri(_address.Gateway, path), () => new HttpRequestMessage(HttpMethod.Post, "")
        {
            Headers = { { "Idempotency-Key", key } },
            Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Events),
        });
    }

    /// <summary>A read.</summary>
    public async Task<JsonElement> Get(string who, string path)
    {
        var (status, answer) = await TryGet(who, path);
        return (int)status < 300 ? answer : throw new DemoFailedException($"GET {path} as {who}: {(int)status} {answer}");
    }

    /// <summary>A read that may be refused.</summary>
    public Task<(HttpStatusCode Status, JsonElement Answer)> TryGet(string who, string path) =>
        Send(who, new Uri(_address.Gateway, path), () => new HttpRequestMessage(HttpMethod.Get, ""));

    /// <summary>Something that happens in the partners' own systems.</summary>
    public async Task<JsonElement> Sandbox(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address.Sandbox, path));
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Events);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new DemoFailedException($"Sandbox {method} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Send(string who, Uri address, Func<HttpRequestMessage> make)
    {
        var giveUp = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = make();
                request.RequestUri = address;
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(who));
                using var answer = await _http.SendAsync(request);
                if ((int)answer.StatusCode is not (429 or 502 or 503 or 504 or 500) && !await IsContended(answer))
                    return (answer.StatusCode, await Read(answer));
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                if (TimeProvider.System.GetElapsedTime(giveUp) > GiveUpAfter) throw new DemoFailedException($"{address} does not answer: {failure.Message}");
            }

            if (TimeProvider.System.GetElapsedTime(giveUp) > GiveUpAfter) throw new DemoFailedException($"{address} has not answered for {GiveUpAfter.TotalMinutes} minutes.");
            await Task.Delay(Math.Min(2000, 50 << Math.Min(attempt, 5)));
        }
    }

    private static async Task<bool> IsContended(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Conflict && (await answer.Content.ReadAsStringAsync()).Contains("\"contended\"", StringComparison.Ordinal);

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The access token of a client or citizen, for calls that this class does not make.</summary>
    public Task<string> TokenOf(string who) => Token(who);

    private Task<string> Token(string who) => _tokens.GetOrAdd(who, name => new Lazy<Task<string>>(() => Fetch(name))).Value;

    private async Task<string> Fetch(string who)
    {
        var form = _address.Clients.TryGetValue(who, out var secret) && !who.StartsWith("citizen", StringComparison.Ordinal)
            ? new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = who, ["client_secret"] = secret }
            : new Dictionary<string, string> { ["grant_type"] = "password", ["client_id"] = "citizen-app", ["username"] = who, ["password"] = _address.CitizenPassword };
        try
        {
            using var answer = await _http.PostAsync(new Uri(_address.Sandbox, "/connect/token"), new FormUrlEncodedContent(form));
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
        }
        catch
        {
            _tokens.TryRemove(who, out _);
            throw;
        }
    }
}
