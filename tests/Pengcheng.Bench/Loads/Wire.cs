using System.Net;

namespace Pengcheng.Bench.Loads;

/// <summary>Makes the next request, or none when there is nothing left to ask.</summary>
public delegate HttpRequestMessage? NextRequest();

/// <summary>The load generator's connections: kept open, no proxy, no cookies, no tracing, and every answer read to its end.</summary>
public sealed class Wire : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private int _failures;
    private string? _firstFailure;

    /// <summary>At most so many connections.</summary>
    public Wire(int connections) => _http = new HttpMessageInvoker(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = connections,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>How many requests were not answered with 2xx.</summary>
    public int Failures => _failures;

    /// <summary>What the first of them was answered.</summary>
    public string FirstFailure => _firstFailure ?? "";

    /// <summary>Sends one and waits for the whole answer.</summary>
    /// <returns>Whether it was 2xx.</returns>
    public async Task<bool> Send(HttpRequestMessage request)
    {
        try
        {
            using (request)
            using (var answer = await _http.SendAsync(request, CancellationToken.None))
            {
                if (answer.IsSuccessStatusCode)
                {
                    await answer.Content.CopyToAsync(Stream.Null);
                    return true;
                }

                return Failed($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
        catch (HttpRequestException failure)
        {
            return Failed(failure.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private bool Failed(string how)
    {
        Interlocked.Increment(ref _failures);
        Interlocked.CompareExchange(ref _firstFailure, how, null);
        return false;
    }
}
