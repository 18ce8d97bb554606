using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Pengcheng.Chassis.Http;

/// <summary>What every service's OpenAPI document says in the same way: plain-string values, bearer tokens, scopes.</summary>
internal static class OpenApi
{
    public static void Configure(OpenApiOptions api, ServiceSettings settings)
    {
        api.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        api.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = $"Pengcheng {settings.Name}-service";
            document.Info.Version = "v1";
            document.Servers = [new OpenApiServer { Url = "/api" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
            };
            return Task.CompletedTask;
        });
        api.AddSchemaTransformer((schema, context, _) =>
        {
            if (PlainText.FormatOf(context.JsonTypeInfo.Type) is not { } format) return Task.CompletedTask;
            schema.Type = JsonSchemaType.String;
            schema.Properties?.Clear();
            schema.Description = $"{format.English} ({format.Chinese})";
            schema.Examples = [format.Example];
            return Task.CompletedTask;
        });
        api.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ScopeExtensions.ScopeMetadata>().FirstOrDefault() is { } scope)
                operation.Description = $"{operation.Description} Scope: `{scope.Scope}`.".Trim();
            if (context.Description.HttpMethod == "POST")
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = "Idempotency-Key", In = ParameterLocation.Header, Required = true,
                    Description = "The same for each retry of this command; 1 to 128 visible ASCII characters.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            return Task.CompletedTask;
        });
    }
}
