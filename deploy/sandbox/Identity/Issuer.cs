using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Pengcheng.Sandbox.Identity;

/// <summary>
/// The sandbox's OpenID Connect issuer: OpenIddict in degraded mode (no client or token store), our own directory behind it.
/// Access tokens are plain signed JWTs for the audience <c>pengcheng</c>, valid for one hour of real time.
/// </summary>
public static class Issuer
{
    /// <summary>The audience of every access token.</summary>
    public const string Audience = "pengcheng";

    /// <summary>Registers the issuer.</summary>
    public static void AddIssuer(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IdentityKeys>().AddSingleton<SandboxSecrets>().AddSingleton<GrantTokens>().AddSingleton<CheckAuthorization>();
        services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode()
                .SetTokenEndpointUris("connect/token")
                .SetAuthorizationEndpointUris("connect/authorize")
                .AllowClientCredentialsFlow()
                .AllowPasswordFlow()
                .AllowAuthorizationCodeFlow()
                .RequireProofKeyForCodeExchange()
                .DisableAccessTokenEncryption()
                .DisableScopeValidation()
                .SetAccessTokenLifetime(TimeSpan.FromHours(1))
                .SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(5))
                .RegisterScopes([.. Partners.Scopes, Scopes.OpenId])
                .RegisterClaims("role", "org");
            if (Authority(configuration) is { } authority) server.SetIssuer(authority);
            server.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough();

            server.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<GrantTokens>());
            server.AddEventHandler<OpenIddictServerEvents.HandleTokenRequestContext>(handler => handler.UseSingletonHandler<GrantTokens>());
            server.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<CheckAuthorization>());
        });
        // The keys are known once the database has been read, which is before the first request.
        services.AddOptions<OpenIddictServerOptions>().Configure<IdentityKeys>((options, keys) =>
        {
            options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
            options.SigningCredentials.Add(new SigningCredentials(keys.Signing, SecurityAlgorithms.RsaSha256));
            options.EncryptionCredentials.Add(new EncryptingCredentials(keys.Encryption, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        });
    }

    /// <summary>The issuer's name: as configured, else the address this process listens on, else whatever address a caller uses.</summary>
    private static string? Authority(IConfiguration configuration)
    {
        if (configuration["Auth:Authority"] is { Length: > 0 } configured) return configured;
        var first = configuration["urls"]?.Split(';')[0];
        return Uri.TryCreate(first, UriKind.Absolute, out var address) && address.Port != 0 ? address.ToString() : null;
    }
}
