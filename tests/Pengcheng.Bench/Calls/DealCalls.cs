using System.Net.Http.Headers;
using System.Text.Json;
using Pengcheng.Bench.Worlds;
using Pengcheng.Contracts;
using Pengcheng.Demo;

namespace Pengcheng.Bench.Calls;

/// <summary>
/// Opens deals, each with people and a home of its own: a durable command that begins a stream, takes natural keys, sets a
/// deadline, writes the list and keeps its answer, and publishes nothing.
/// </summary>
public sealed class DealCalls
{
    /// <summary>Its path at the service; the gateway shows it under <c>/api</c>.</summary>
    public const string Path = "/escrow/v1/deals";

    /// <summary>Who opens them: the trustee's counter, which may open anybody's.</summary>
    public const string Client = "trustee-maker";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    // One after the other: drawn at random, two of some ten thousand would have the same home.
    private static int _casts = Random.Shared.Next(1 << 30);

    private readonly Uri _address;
    private readonly AuthenticationHeaderValue _token;

    private DealCalls(Uri address, string token) => (_address, _token) = (address, new AuthenticationHeaderValue("Bearer", token));

    /// <summary>To a process of the service.</summary>
    public static async Task<DealCalls> At(World world, string url) => new(new Uri(url + Path), await world.Door.TokenOf(Client));

    /// <summary>Through the gateway.</summary>
    public static Task<DealCalls> Through(World world) => At(world, world.Platform.Gateway + "/api");

    /// <summary>The next one.</summary>
    public HttpRequestMessage Next() => With(new Cast(Interlocked.Increment(ref _casts)));

    /// <summary>One for this cast.</summary>
    public HttpRequestMessage With(Cast cast)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Deal.Opening(cast), ContractJson.Events)) { Headers = { ContentType = Json } },
        };
        request.Headers.Authorization = _token;
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.CreateVersion7().ToString());
        return request;
    }
}
