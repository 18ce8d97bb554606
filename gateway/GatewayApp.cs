using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Pengcheng.Gateway.Catalogue;
using Pengcheng.Gateway.Edge;
using Pengcheng.Gateway.Health;
using Pengcheng.Gateway.Limits;
using Pengcheng.Gateway.Problems;
using Pengcheng.Gateway.Routing;
using Pengcheng.Gateway.Settings;
using Pengcheng.Gateway.Tokens;

namespace Pengcheng.Gateway;

/// <summary>Puts the gateway together: what it needs, then the order in which a request meets it.</summary>
public static class GatewayApp
{
    /// <summary>A gateway that is ready to run.</summary>
    /// <param name="args">Configuration on the command line, such as <c>--urls</c>; it wins over the environment.</param>
    /// <param name="configure">Last changes to the services, for instance another clock.</param>
    /// <exception cref="SettingsException">The configuration breaks a rule; the message lists them all.</exception>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        // The route table lies beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(GatewayApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        var settings = GatewaySettings.From(builder.Configuration);

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = settings.Limits.BodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 24 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.AddTelemetry();
        AddServices(builder.Services, settings);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        UsePipeline(app, settings);
        return app;
    }

    private static void AddServices(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(settings).AddSingleton(settings.Auth).AddSingleton(settings.Limits);
        services.AddSingleton(TimeProvider.System);

        services.AddHttpClient(SigningKeys.Client, http => http.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<TokenCache>().AddSingleton<TokenCheck>();
        services.AddSingleton<SigningKeys>().AddHostedService(all => all.GetRequiredService<SigningKeys>());
        services.AddAuthentication(BearerHandler.Name)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Name, null);
        // AddAuthentication reads or writes the keys of cookies at each start. There are no cookies here.
        foreach (var keys in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(keys);
        services.AddAuthorization(options => ScopePolicies.AddTo(options, settings));

        services.AddSingleton<ClientLimits>();
        services.AddRequestTimeouts();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => AppOrigin.Allow(policy, settings.Edge)));

        services.AddReverseProxy()
            .LoadFromMemory(RouteTable.Routes(settings), RouteTable.Clusters(settings))
            .ConfigureHttpClient((_, backEnd) =>
            {
                backEnd.ConnectTimeout = TimeSpan.FromSeconds(2);
                backEnd.PooledConnectionLifetime = TimeSpan.FromMinutes(5); // so that a name that moved is looked up again
            });

        // Chinese sentences stay readable; what goes into HTML is encoded there.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        services.AddHttpClient(ServiceDocuments.Client, http => http.Timeout = TimeSpan.FromSeconds(5));
        services.AddSingleton<ServiceDocuments>().AddSingleton<ErrorCatalogue>();
        services.AddHttpClient(WholeHealth.Client, http => http.Timeout = TimeSpan.FromSeconds(2));
        services.AddSingleton<WholeHealth>();
    }

    private static void UsePipeline(WebApplication app, GatewaySettings settings)
    {
        if (settings.Edge.TrustedProxies.Length > 0)
            app.UseForwardedHeaders(TrustedProxies.Options(settings.Edge));
        app.UseMiddleware<EdgeHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Failures.AnswerAsync });
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseMiddleware<LimitGate>(); // after authentication: it counts by client
        app.UseMiddleware<UnknownRoutes>();
        app.UseAuthorization();
        app.UseMiddleware<BodyRules>();
        app.UseRequestTimeouts();

        app.MapHealth();
        app.MapCatalogue(settings);
        app.MapReverseProxy(proxy =>
        {
            proxy.UseMiddleware<ProxyAnswers>();
            proxy.UseMiddleware<LiveStreams>();
            proxy.UseMiddleware<SecondTry>();
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
    }
}
