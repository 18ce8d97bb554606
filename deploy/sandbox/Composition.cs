using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.OpenApi;
using Npgsql;
using Pengcheng.Contracts;
using Pengcheng.Sandbox.Banks;
using Pengcheng.Sandbox.Clock;
using Pengcheng.Sandbox.Deliveries;
using Pengcheng.Sandbox.Faults;
using Pengcheng.Sandbox.Identity;
using Pengcheng.Sandbox.Inspection;
using Pengcheng.Sandbox.Registry;

namespace Pengcheng.Sandbox;

/// <summary>What the sandbox is made of.</summary>
public static class Composition
{
    private static readonly TimeSpan PartnerPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeyPatience = TimeSpan.FromSeconds(5);

    /// <summary>The sandbox, ready to run.</summary>
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        // Every call would else be a dozen lines.
        foreach (var source in new[] { "Microsoft.AspNetCore", "OpenIddict", "System.Net.Http" }) builder.Logging.AddFilter(source, LogLevel.Warning);
        AddServices(builder.Services, builder.Configuration);
        var app = builder.Build();

        app.Use(Doors.OnlyWhenReady);
        app.Use(Doors.ControlFromThisMachineOnly);
        app.Use(Problems.AnswerBadRequests);
        app.Use(HttpFaults.BeforeTokens);
        app.UseAuthentication();

        app.MapHealth();
        app.MapOpenApi();
        app.MapSignIn();
        app.MapClock();
        app.MapBanks();
        app.MapBankControl();
        app.MapRegistry();
        app.MapInspection();
        app.MapFaults();
        app.MapDeliveries();
        return app;
    }

    private static void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        var postgres = configuration.GetConnectionString("Postgres") ?? throw new InvalidOperationException("ConnectionStrings__Postgres is not configured.");
        services.AddSingleton(_ => NpgsqlDataSource.Create(postgres));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(typeof(Bell<>));
        services.AddSingleton<Setup>().AddHostedService(provider => provider.GetRequiredService<Setup>());

        services.AddIssuer(configuration);
        services.AddSingleton<SandboxClock>().AddSingleton<Followers>();
        services.AddSingleton<FaultBook>();
        services.AddSingleton<EscrowKeys>().AddSingleton<PaymentDesk>().AddSingleton<CreditDesk>().AddSingleton<LoanDesk>()
            .AddSingleton<StatementDesk>().AddSingleton<AccountDesk>().AddHostedService<Settlement>();
        services.AddSingleton<Applications>().AddSingleton<NoticeDesk>().AddSingleton<NoticeSigner>().AddSingleton<NoticePublisher>();
        services.AddSingleton<EnterpriseRegistry>().AddSingleton<OfficersSystem>();
        services.AddSingleton<Outgoing>().AddSingleton<PendingDeliveries>().AddSingleton<Senders>().AddSingleton<PartnerTokens>().AddHostedService<DeliveryWorker>();

        services.AddHttpClient(nameof(Senders), client => client.Timeout = PartnerPatience);
        services.AddHttpClient(nameof(PartnerTokens), client => client.Timeout = PartnerPatience);
        services.AddHttpClient(nameof(EscrowKeys), client => client.Timeout = KeyPatience);
        services.AddAuthentication();
        // Authentication brings data protection, for which nothing here has a use: no key files.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddOpenApi("v1", api => api.AddSchemaTransformer((schema, context, _) =>
        {
            if ((Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type) != typeof(Money)) return Task.CompletedTask;
            (schema.Type, schema.Description, schema.Examples) = (JsonSchemaType.String, "An amount (金额)", ["CNY 1234.56"]);
            schema.Properties?.Clear();
            return Task.CompletedTask;
        }));
        services.ConfigureHttpJsonOptions(options =>
            ContractJson.Configure(options.SerializerOptions, JsonUnmappedMemberHandling.Disallow));
        // A body that cannot be read is thrown, so that Problems can say why.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }
}
