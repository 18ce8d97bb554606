using Pengcheng.Gateway.Problems;
using Pengcheng.Gateway.Settings;
using Scalar.AspNetCore;

namespace Pengcheng.Gateway.Catalogue;

/// <summary><c>/docs</c>: every service's OpenAPI in Scalar, the AsyncAPI documents, and the error registry. All of it is served from here.</summary>
internal static class CatalogueEndpoints
{
    public static void MapCatalogue(this WebApplication app, GatewaySettings settings)
    {
        app.MapScalarApiReference("/docs", scalar => Reference(scalar, settings));

        app.MapGet("/docs/openapi/{service}.json", async (string service, ServiceDocuments documents, HttpContext http) =>
            await AnswerAsync(http, settings, service, await documents.OpenApiAsync(service, http.RequestAborted)));
        app.MapGet("/docs/asyncapi/{service}.json", async (string service, ServiceDocuments documents, HttpContext http) =>
            await AnswerAsync(http, settings, service, await documents.FetchAsync(service, "/asyncapi/v1.json", http.RequestAborted)));

        app.MapGet("/docs/errors", async (ErrorCatalogue catalogue, HttpContext http) =>
        {
            var errors = await catalogue.AllAsync(http.RequestAborted);
            return WantsPage(http) ? ErrorPages.List(errors) : Results.Json(errors);
        });
        app.MapGet("/docs/errors/{code}", async (string code, ErrorCatalogue catalogue, HttpContext http) =>
        {
            var errors = await catalogue.AllAsync(http.RequestAborted);
            if (errors.FirstOrDefault(known => known.Code == code) is not { } error)
                return new Refused(EdgeError.RouteUnknown);
            return WantsPage(http) ? ErrorPages.One(error) : Results.Json(error);
        });
    }

    private static void Reference(ScalarOptions scalar, GatewaySettings settings)
    {
        foreach (var service in settings.Services.Keys.Order(StringComparer.Ordinal))
            scalar.AddDocument(service, service, $"/docs/openapi/{service}.json");

        var messages = string.Concat(settings.Services.Keys.Order(StringComparer.Ordinal)
            .Select(service => $" · <a href=\"/docs/asyncapi/{service}.json\">AsyncAPI: {service}</a>"));
        // Nothing is loaded from elsewhere, and nothing is told to elsewhere.
        scalar.WithTitle("Pengcheng 鹏城 API").WithNonce().DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp()
            .HideDeveloperTools().HideClientButton()
            .AddHeaderContent($"<p style=\"margin:.5rem 1rem\"><a href=\"/docs/errors\">Errors 错误代码</a>{messages}</p>");
    }

    private static Task AnswerAsync(HttpContext http, GatewaySettings settings, string service, System.Text.Json.Nodes.JsonNode? document)
    {
        if (document is not null)
            return http.Response.WriteAsJsonAsync(document, http.RequestAborted);
        return settings.Services.ContainsKey(service)
            ? Problem.WriteAsync(http, EdgeError.ServiceUnavailable, retryAfter: 2)
            : Problem.WriteAsync(http, EdgeError.RouteUnknown);
    }

    private static bool WantsPage(HttpContext http)
    {
        http.Response.Headers.Vary = "Accept";
        return http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    private sealed class Refused(EdgeError error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Problem.WriteAsync(httpContext, error);
    }
}
