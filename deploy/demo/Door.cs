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
    private readonly HttpClient _http;
    private readonly TimeSpan _sandboxPatience;
    private readonly Tokens _tokens;

    /// <summary>To the platform at this address.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="through">What calls pass through, e.g. to note or to disturb them; nothing in between if not given.</param>
    /// <param name="patience">How long to wait for an answer or for a deal to move on: 3 minutes if not given. If given, the sandbox is called again as well.</param>
    public Door(PlatformAddress address, DelegatingHandler? through = null, TimeSpan? patience = null)
    {
        _address = address;
        (Patience, _sandboxPatience) = (patience ?? GiveUpAfter, patience ?? TimeSpan.Zero);
        HttpMessageHandler wire = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) };
        if (through is not null)
        {
            var last = through;
            while (last.InnerHandler is DelegatingHandler next) last = next;
            (last.InnerHandler, wire) = (wire, through);
        }

        _http = new HttpClient(wire) { Timeout = TimeSpan.FromSeconds(30) };
        _tokens = new Tokens(_http, address);
    }

    /// <summary>How long to wait for an answer, or for a deal to move on.</summary>
    public TimeSpan Patience { get; }

    /// <summary>A command; the answer's body.</summary>
    /// <param name="who">An OAuth client, or the name that a citizen, a firm or somebody of the staff signs in with.</param>
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

    /// <summary>A call of somebody who shows no token.</summary>
    public Task<(HttpStatusCode Status, JsonElement Answer)> Anonymously(HttpMethod method, string path, object? body = null) =>
        Send(null, new Uri(_address.Gateway, path), () => new HttpRequestMessage(method, "")
        {
            Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: ContractJson.Events),
        });

    /// <summary>A file, which is no JSON.</summary>
    public async Task<(string? Type, byte[] Content)> Download(string who, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_address.Gateway, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.Of(who));
        using var answer = await _http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync())
            : throw new DemoFailedException($"GET {path} as {who}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Something that happens in the partners' own systems.</summary>
    /// <param name="method">How.</param>
    /// <param name="path">Below the sandbox.</param>
    /// <param name="body">Serialised as JSON.</param>
    /// <param name="repeatable">Whether it may be done again when no answer came.</param>
    public async Task<JsonElement> Sandbox(HttpMethod method, string path, object? body = null, bool repeatable = true)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var again = repeatable && TimeProvider.System.GetElapsedTime(begun) < _sandboxPatience;
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(_address.Sandbox, path));
                if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Events);
                using var answer = await _http.SendAsync(request);
                // It exists: what we asked for before, without hearing the answer, was done.
                if (answer.IsSuccessStatusCode || (attempt > 1 && answer.StatusCode == HttpStatusCode.Conflict)) return await Read(answer);
                var problem = $"Sandbox {method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
                if ((int)answer.StatusCode < 500) throw new DemoFailedException(problem);
                throw new HttpRequestException(problem);
            }
            catch (Exception failure) when (again && failure is (HttpRequestException or TaskCanceledException))
            {
                // No answer: it is on its way down or up.
            }

            await Task.Delay(Math.Min(2000, 50 << Math.Min(attempt, 5)));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> Send(string? who, Uri address, Func<HttpRequestMessage> make)
    {
        var giveUp = TimeProvider.System.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var request = make();
                request.RequestUri = address;
                if (who is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await _tokens.Of(who));
                using var answer = await _http.SendAsync(request);
                if ((int)answer.StatusCode is not (429 or 502 or 503 or 504 or 500) && !await IsContended(answer))
                    return (answer.StatusCode, await Read(answer));
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                if (TimeProvider.System.GetElapsedTime(giveUp) > Patience) throw new DemoFailedException($"{address} does not answer: {failure.Message}");
            }

            if (TimeProvider.System.GetElapsedTime(giveUp) > Patience) throw new DemoFailedException($"{address} has not answered for {Patience.TotalMinutes} minutes.");
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

    /// <summary>The access token of somebody, for calls that this class does not make.</summary>
    public Task<string> TokenOf(string who) => _tokens.Of(who);
}
