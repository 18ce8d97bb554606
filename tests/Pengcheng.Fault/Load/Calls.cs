using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Pengcheng.Fault.Load;

/// <summary>One attempt of a command as it went over the wire.</summary>
/// <param name="Key">The Idempotency-Key.</param>
/// <param name="Who">Client, subject and organisation of the token, as the platform keeps them: <c>client/subject</c> or <c>client/subject@organisation</c>.</param>
/// <param name="Path">Below the gateway.</param>
/// <param name="Body">What was sent.</param>
/// <param name="Status">The answer's status; null when there was none.</param>
/// <param name="Answer">The answer's body, or why there was none.</param>
/// <param name="Replayed">Whether the platform says that it had answered before.</param>
/// <param name="Heard">Whether the caller got to hear it.</param>
public sealed record Call(string Key, string Who, string Path, string Body, int? Status, string Answer, bool Replayed, bool Heard)
{
    /// <summary>Accepted.</summary>
    public bool IsAccepted => Status is >= 200 and < 300;

    /// <summary>Said by the service after it had looked at the command: the same key gets it again for ever.</summary>
    public bool IsFinal => IsAccepted || Replayed || (Status is 404 or 409 or 422 && !Answer.Contains("\"contended\"", StringComparison.Ordinal));

    /// <summary>The deal it is about, or empty: the one in the path, or the one that it opened.</summary>
    public string Deal => Path.Split('/') is [_, "api", "escrow", "v1", "deals", var id, ..] ? id
        : IsAccepted && Path.EndsWith("/deals", StringComparison.Ordinal) ? JsonDocument.Parse(Answer).RootElement.GetProperty("dealId").GetString()!
        : "";
}

/// <summary>Notes each command that passes, with whatever it is answered. Reads are not noted.</summary>
internal sealed class CallLog : DelegatingHandler
{
    private readonly ConcurrentQueue<Call> _calls = new();
    private readonly ConcurrentDictionary<string, AuthenticationHeaderValue> _tokens = new();
    private long _reads;

    /// <summary>All attempts, in the order in which they ended.</summary>
    public IReadOnlyCollection<Call> Calls => _calls;

    /// <summary>How many reads there were.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>The token that a command was sent with.</summary>
    public AuthenticationHeaderValue TokenOf(string key) => _tokens[key];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValues("Idempotency-Key", out var keys))
        {
            Interlocked.Increment(ref _reads);
            return await base.SendAsync(request, cancellationToken);
        }

        var (key, token) = (keys.Single(), request.Headers.Authorization!);
        _tokens[key] = token;
        var body = await request.Content!.ReadAsStringAsync(CancellationToken.None);
        var call = new Call(key, SubjectOf(token.Parameter!), request.RequestUri!.AbsolutePath, body, null, "", false, true);
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(CancellationToken.None);
            _calls.Enqueue(call with
            {
                Status = (int)answer.StatusCode,
                Answer = await answer.Content.ReadAsStringAsync(CancellationToken.None),
                Replayed = answer.Headers.Contains("Idempotency-Replayed"),
                Heard = !request.Options.TryGetValue(HangUps.WillNotListen, out var deaf) || !deaf,
            });
            return answer;
        }
        catch (Exception silence)
        {
            _calls.Enqueue(call with { Answer = silence.GetType().Name, Heard = false });
            throw;
        }
    }

    private static string SubjectOf(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        using var claims = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '='))));
        var subject = $"{claims.RootElement.GetProperty("client_id").GetString()}/{claims.RootElement.GetProperty("sub").GetString()}";
        return claims.RootElement.TryGetProperty("org", out var organisation) ? $"{subject}@{organisation.GetString()}" : subject;
    }
}

/// <summary>
/// A caller on a bad line: some commands are given up a moment after they were sent, and some answers never arrive. The door sends
/// those again, with the same key.
/// </summary>
internal sealed class HangUps(Random dice) : DelegatingHandler
{
    /// <summary>Tells the log that the caller will not hear the answer.</summary>
    public static readonly HttpRequestOptionsKey<bool> WillNotListen = new(nameof(WillNotListen));

    private const double GivenUp = 0.04, Lost = 0.04;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.Contains("Idempotency-Key")) return await base.SendAsync(request, cancellationToken);
        double luck, soon;
        lock (dice) (luck, soon) = (dice.NextDouble(), dice.NextDouble());
        if (luck < GivenUp)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromMilliseconds(1 + soon * 40));
            return await base.SendAsync(request, patience.Token);
        }

        if (luck > GivenUp + Lost) return await base.SendAsync(request, cancellationToken);
        request.Options.Set(WillNotListen, true);
        using var unheard = await base.SendAsync(request, cancellationToken);
        throw new HttpRequestException("The line was cut before the answer arrived.");
    }
}
