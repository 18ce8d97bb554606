using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace Pengcheng.Chassis.Http;

/// <summary>
/// Remembers tokens that were found valid, so that a signature is checked once and not with every request. It keeps their
/// hashes and never the tokens. Refusals are not remembered, since a forger could fill it with those; and after five minutes
/// a token is checked again, so that a key that the issuer has withdrawn does not live on here.
/// </summary>
internal sealed class KnownTokens(TimeProvider realTime)
{
    private const int Most = 20_000;

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Caller, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Before the check: a token that is known needs none.</summary>
    public Task Recall(MessageReceivedContext context)
    {
        if (TokenOf(context.Request) is not { } token || !_known.TryGetValue(Fingerprint(token), out var known)) return Task.CompletedTask;
        if (known.Until <= realTime.GetUtcNow()) return Task.CompletedTask;
        context.Principal = known.Caller;
        context.Success();
        return Task.CompletedTask;
    }

    /// <summary>After the check: the token is valid.</summary>
    public Task Remember(TokenValidatedContext context)
    {
        if (TokenOf(context.Request) is not { } token || context.Principal is null) return Task.CompletedTask;
        if (_known.Count >= Most) _known.Clear();
        var (end, again) = (new DateTimeOffset(context.SecurityToken.ValidTo, TimeSpan.Zero), realTime.GetUtcNow() + Again);
        _known[Fingerprint(token)] = (context.Principal, end < again ? end : again);
        return Task.CompletedTask;
    }

    private static string? TokenOf(Microsoft.AspNetCore.Http.HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    private static string Fingerprint(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
