using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Catalogue;

/// <summary>Fetches documents that services publish about themselves, and keeps each for half a minute.</summary>
public sealed class ServiceDocuments(GatewaySettings settings, IHttpClientFactory clients, TimeProvider time)
{
    internal const string Client = "catalogue";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<(string Service, string Path), (DateTimeOffset At, JsonNode Document)> kept = new();

    /// <summary>A document of a service, from the first replica that answers.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="path">The document's path at the service.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null if the service is not configured or no replica has it.</returns>
    public async Task<JsonNode?> FetchAsync(string service, string path, CancellationToken cancellation)
    {
        if (!settings.Services.TryGetValue(service, out var addresses))
            return null;
        if (kept.TryGetValue((service, path), out var last) && time.GetUtcNow() - last.At < Fresh)
            return last.Document.DeepClone();

        foreach (var address in addresses)
        {
            if (await FromAsync(new Uri(new Uri(address), path), cancellation) is not { } document)
                continue;
            kept[(service, path)] = (time.GetUtcNow(), document);
            return document.DeepClone();
        }
        return null;
    }

    /// <summary>A service's OpenAPI document, with the servers under which the public finds it.</summary>
    public async Task<JsonNode?> OpenApiAsync(string service, CancellationToken cancellation)
    {
        var document = await FetchAsync(service, "/openapi/v1.json", cancellation);
        if (document is JsonObject api)
            api["servers"] = new JsonArray([.. PublicPrefixes(service).Select(prefix => new JsonObject { ["url"] = prefix })]);
        return document;
    }

    // Its paths are the service's own; in public most of them lie under /api.
    private IEnumerable<string> PublicPrefixes(string service) =>
        settings.Routes[service].Select(route => route.Path.StartsWith("/api/", StringComparison.Ordinal) ? "/api" : "/").Distinct();

    private async Task<JsonNode?> FromAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.GetAsync(address, cancellation);
            return answer.IsSuccessStatusCode
                ? await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation)
                : null;
        }
        catch (Exception away) when (away is HttpRequestException or JsonException or IOException
            || (away is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null; // the next replica is asked; if none answers, the caller is told so
        }
    }
}
