using System.Text.Json;
using System.Text.Json.Nodes;
using Pengcheng.Gateway.Problems;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Catalogue;

/// <summary>One error that the platform may answer.</summary>
/// <param name="Code">The last part of the problem's <c>type</c>.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="En">The sentence in English.</param>
/// <param name="Zh">The sentence in Simplified Chinese (简体中文).</param>
/// <param name="Sources">Who may answer it: the gateway, or services.</param>
public sealed record KnownError(string Code, int Status, string En, string Zh, IReadOnlyList<string> Sources);

/// <summary>The error registries of all services and of the gateway, as one.</summary>
public sealed class ErrorCatalogue(GatewaySettings settings, ServiceDocuments documents)
{
    /// <summary>Every error known, by code. Those of a service that does not answer are missing for as long.</summary>
    public async Task<IReadOnlyList<KnownError>> AllAsync(CancellationToken cancellation)
    {
        var fetched = await Task.WhenAll(settings.Services.Keys.Select(async service =>
            Entries(service, await documents.FetchAsync(service, "/errors", cancellation))));
        var own = EdgeError.All.Select(error => new KnownError(error.Code, error.Status, error.En, error.Zh, ["gateway"]));

        // Errors that every service may answer come from each of them: they are one error here.
        return [.. fetched.SelectMany(errors => errors).Concat(own)
            .GroupBy(error => error.Code, StringComparer.Ordinal)
            .Select(same => same.First() with { Sources = [.. same.SelectMany(error => error.Sources).Order(StringComparer.Ordinal)] })
            .OrderBy(error => error.Code, StringComparer.Ordinal)];
    }

    private static IEnumerable<KnownError> Entries(string service, JsonNode? registry) =>
        registry is JsonArray entries ? entries.OfType<JsonObject>().Select(entry => Entry(service, entry)).OfType<KnownError>() : [];

    private static KnownError? Entry(string service, JsonObject entry) =>
        Text(entry["code"]) is { } code && entry["status"]?.GetValueKind() == JsonValueKind.Number
            ? new KnownError(code, entry["status"]!.GetValue<int>(), Text(entry["en"]) ?? "", Text(entry["zh"]) ?? "", [service])
            : null;

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
