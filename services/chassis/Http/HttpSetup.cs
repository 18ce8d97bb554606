using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Pengcheng.Chassis.Catalogue;
using Pengcheng.Chassis.Errors;
using Pengcheng.Chassis.Health;
using Pengcheng.Chassis.Operations;
using Pengcheng.Chassis.Time;
using Pengcheng.Contracts;

namespace Pengcheng.Chassis.Http;

/// <summary>The HTTP side: strict JSON, tokens, problems, API documents.</summary>
internal static class HttpSetup
{
    private const long LargestBody = 256 * 1024;

    public static void Add(WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddExceptionHandler<ProblemHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<IdConstraint>("guid"));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => ContractJson.Configure(json.SerializerOptions, System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow));
        builder.Services.AddOpenApi("v1", api => OpenApi.Configure(api, settings));
        builder.Services.AddSingleton<Operator>();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt =>
        {
            jwt.Authority = settings.Authority.ToString();
            jwt.RequireHttpsMetadata = settings.Authority.Scheme == "https";
            jwt.MapInboundClaims = false;
            jwt.TokenValidationParameters = new TokenValidationParameters
            {
                ValidAudience = settings.Audience,
                ValidTypes = ["at+jwt", "JWT"],
                NameClaimType = "sub",
                RoleClaimType = "role",
                ClockSkew = TimeSpan.FromSeconds(30),
            };
            var tokens = new KnownTokens(TimeSetup.RealTime);
            jwt.Events = new JwtBearerEvents
            {
                OnMessageReceived = tokens.Recall,
                OnTokenValidated = tokens.Remember,
                OnChallenge = async context =>
                {
                    context.HandleResponse();
                    context.Response.Headers.WWWAuthenticate = "Bearer";
                    await Problems.Write(context.HttpContext, ChassisErrors.Unauthenticated);
                },
                OnForbidden = context => Problems.Write(context.HttpContext, ChassisErrors.Forbidden),
            };
        });
        // ASP.NET's authentication reads or writes the keys of cookies at each start. There are no cookies here.
        foreach (var keys in builder.Services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            builder.Services.Remove(keys);
    }

    public static void Use(WebApplication app, ServiceSettings settings)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode is 404 or 405
            ? Problems.Write(context.HttpContext, ChassisErrors.NotFound)
            : Task.CompletedTask);
        app.Use(async (http, next) =>
        {
            // Commands hash their body for the Idempotency-Key after it was bound.
            if (!HttpMethods.IsGet(http.Request.Method)) http.Request.EnableBuffering((int)LargestBody);
            await next(http);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        HealthSetup.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapGet("/asyncapi/v1.json", (Consumed consumed) => Results.Json(AsyncApi.Of(settings.Name, consumed))).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/errors", (ErrorRegistry errors) => errors.ByCode.Values).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/errors/{code}", (string code, ErrorRegistry errors) =>
            errors.ByCode.TryGetValue(code, out var error) ? Results.Json(error) : Problems.Result(ChassisErrors.NotFound)).AllowAnonymous().ExcludeFromDescription();
        OperationsApi.Map(app, settings);
    }
}
