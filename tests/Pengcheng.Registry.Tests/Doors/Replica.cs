using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Pengcheng.Registry.Notices;
using Pengcheng.Testing;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>An answer of the service.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, JsonNode? Body)
{
    public string? Code => (string?)Body?["code"];
    public string? Field => (string?)Body?["errors"]?[0]?["field"];
    public bool Repeated => (bool)Body!["repeated"]!;
}

/// <summary>A running registry-service and those who call it.</summary>
internal sealed class Replica(WebApplication app, TestIssuer issuer) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(app.Urls.First()) };
    private readonly string _registry = issuer.Token("registry", "registry", "registry.notices.write");
    private readonly string _operator = issuer.Token("operator", "operator", "operations");

    public Task IsReady() => Eventually.Holds(async () => (await _http.GetAsync("/health/ready")).IsSuccessStatusCode, "the service is ready");

    /// <summary>Pushes a notice as the registration centre does.</summary>
    public Task<Answer> Push(RawNotice raw) => Send(Request(raw), _registry);

    /// <summary>The push as a request, for a test to spoil.</summary>
    public static HttpRequestMessage Request(RawNotice raw)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/registry/v1/notices") { Content = new ByteArrayContent(raw.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Set(request, "webhook-id", raw.NoticeId);
        Set(request, "webhook-timestamp", raw.Timestamp);
        Set(request, "webhook-key-id", raw.KeyId);
        Set(request, "webhook-signature", raw.Signature);
        return request;
    }

    public static void Set(HttpRequestMessage request, string header, string value)
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    }

    public Task<Answer> Push(HttpRequestMessage request) => Send(request, _registry);

    public Task<Answer> Read(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path), _operator);

    /// <summary>Sends with this token, or with none.</summary>
    public async Task<Answer> Send(HttpRequestMessage request, string? token)
    {
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, response.Content.Headers.ContentType?.MediaType, text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    /// <summary>The refused deliveries under a notice id, as the operator sees them.</summary>
    public async Task<IReadOnlyList<JsonNode>> Refusals(string noticeId) =>
        [.. (await Read("/registry/v1/refusals")).Body!.AsArray().Select(refused => refused!).Where(refused => (string?)refused["raw"]!["noticeId"] == noticeId)];

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await app.DisposeAsync();
    }
}
