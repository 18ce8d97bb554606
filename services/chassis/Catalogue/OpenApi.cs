using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pengcheng.Chassis.Catalogue;

/// <summary>What every service's OpenAPI document says in the same way. Operations and schemas have files of their own.</summary>
internal static class OpenApi
{
    public const string Bearer = "bearer";

    private const string Introduction = """
        Every error is a problem (RFC 9457); its `code` is an entry of the error registry at `/docs/errors`, and `Accept-Language`
        chooses between English and Simplified Chinese (简体中文). What was answered with 2xx is committed.

        A command needs an `Idempotency-Key`. Sent again with the same key it is not carried out again: it gets the answer of the
        first time, with the header `Idempotency-Replayed: true`. So an answer that did not come is asked for by sending the same again.

        Amounts, rates and identifiers are plain strings. A member that is not known is refused in requests; in answers, skip
        what you do not know: members are added over time.
        """;

    public static void Configure(OpenApiOptions api, ServiceSettings settings)
    {
        api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        OpenApiSchemas.Configure(api);
        OpenApiOperations.Configure(api);
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = $"Pengcheng {settings.Name}-service";
            document.Info.Version = "v1";
            document.Info.Description = Introduction;
            document.Servers = [new OpenApiServer { Url = settings.PublicPrefix }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = Bearer,
                    BearerFormat = "JWT",
                    Description = "An access token of the platform's OpenID Connect provider. The roles that an operation lists are scopes of the token.",
                },
            };
            OpenApiSchemas.Finish(document);
            return Task.CompletedTask;
        });
    }
}
