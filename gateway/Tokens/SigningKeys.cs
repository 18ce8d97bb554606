using System.Collections.Frozen;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Pengcheng.Gateway.Settings;

namespace Pengcheng.Gateway.Tokens;

/// <summary>
/// The issuer's name and public keys, from its discovery document. Fetched at start, then at intervals, and at once
/// when a token names a key that is not known yet (rotation). If a fetch fails, the keys known so far stay in force.
/// </summary>
public sealed partial class SigningKeys(
    AuthSettings auth, IHttpClientFactory clients, TimeProvider time, ILogger<SigningKeys> log) : BackgroundService
{
    internal const string Client = "issuer";

    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile KeySet? current;
    private DateTimeOffset? lastFetch;

    /// <summary>What is known of the issuer; null until it has answered once.</summary>
    public KeySet? Current => current;

    /// <summary>The keys, fetched anew if this one is not among them and the last fetch was not just now.</summary>
    /// <param name="keyId">The key that a token names; null if it names none.</param>
    public async ValueTask<KeySet?> KnowingAsync(string? keyId)
    {
        var known = current;
        if (known is not null && (string.IsNullOrEmpty(keyId) || known.Ids.Contains(keyId)))
            return known;
        // Not cancelled with the request: others wait for the same answer.
        await FetchAsync(least: TimeSpan.FromSeconds(auth.KeysRefreshLeastSeconds));
        return current;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await FetchAsync(least: TimeSpan.Zero);
            var pause = TimeSpan.FromSeconds(current is null ? 1 : auth.KeysRefreshSeconds);
            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private async Task FetchAsync(TimeSpan least)
    {
        await fetching.WaitAsync();
        try
        {
            if (lastFetch is { } last && time.GetUtcNow() - last < least)
                return;
            lastFetch = time.GetUtcNow();

            var authority = new Uri(auth.Authority.TrimEnd('/') + "/");
            var documents = new HttpDocumentRetriever(clients.CreateClient(Client)) { RequireHttps = !authority.IsLoopback };
            var issuer = await OpenIdConnectConfigurationRetriever.GetAsync(
                new Uri(authority, ".well-known/openid-configuration").ToString(), documents, CancellationToken.None);

            current = new KeySet(issuer.Issuer, [.. issuer.SigningKeys]);
        }
        catch (Exception away) when (away is IOException or InvalidOperationException or HttpRequestException or OperationCanceledException or ArgumentException)
        {
            LogAway(auth.Authority, away.InnerException?.Message ?? away.Message);
        }
        finally
        {
            fetching.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        fetching.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "The keys of {Authority} could not be fetched: {Reason}")]
    private partial void LogAway(string authority, string reason);
}

/// <summary>An issuer and its keys at one moment.</summary>
/// <param name="Issuer">The <c>iss</c> of its tokens.</param>
/// <param name="Keys">Its public keys.</param>
public sealed record KeySet(string Issuer, IReadOnlyList<SecurityKey> Keys)
{
    /// <summary>The keys' names (<c>kid</c>).</summary>
    public FrozenSet<string> Ids { get; } = Keys.Select(key => key.KeyId ?? "").ToFrozenSet(StringComparer.Ordinal);
}
