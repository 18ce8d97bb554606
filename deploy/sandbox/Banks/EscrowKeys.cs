using Pengcheng.Chassis.Crypto;

namespace Pengcheng.Sandbox.Banks;

/// <summary>
/// The keys under which the platform signs payments, as it publishes them. An unknown key id is looked up anew, at most once a second:
/// that is how a rotation arrives.
/// </summary>
public sealed class EscrowKeys(IHttpClientFactory http, IConfiguration configuration, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Dictionary<string, string> _keys = [];
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;

    /// <summary>The public key, or null if the platform does not publish one of this id.</summary>
    /// <exception cref="HttpRequestException">The platform cannot be asked now.</exception>
    public async Task<string?> Find(string keyId)
    {
        if (_keys.TryGetValue(keyId, out var key)) return key;
        await _oneAtATime.WaitAsync();
        try
        {
            if (!_keys.ContainsKey(keyId) && time.GetUtcNow() - _askedAt > AskAgainAfter)
            {
                _keys = await Ask();
                _askedAt = time.GetUtcNow();
            }
            return _keys.GetValueOrDefault(keyId);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<Dictionary<string, string>> Ask()
    {
        var gateway = configuration["Gateway:Url"] ?? throw new HttpRequestException("Gateway__Url is not configured.");
        try
        {
            var published = await http.CreateClient(nameof(EscrowKeys))
                .GetFromJsonAsync<Published>(new Uri(gateway.TrimEnd('/') + "/api/escrow/v1/signing-keys"), Json.Options);
            return published?.Keys.Where(key => key.Algorithm == Sm2.Name && Sm2.IsPublicKey(key.PublicKey)).ToDictionary(key => key.KeyId, key => key.PublicKey) ?? [];
        }
        catch (OperationCanceledException)
        {
            throw new HttpRequestException("The platform did not answer in time.");
        }
    }

    private sealed record Published(IReadOnlyList<PublishedKey> Keys);

    private sealed record PublishedKey(string KeyId, string Algorithm, string PublicKey);
}
