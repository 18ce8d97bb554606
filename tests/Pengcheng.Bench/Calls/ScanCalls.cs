using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Pengcheng.Bench.Worlds;
using Pengcheng.Contracts;
using Pengcheng.Demo.Inspection;

namespace Pengcheng.Bench.Calls;

/// <summary>
/// Officers of many bodies scan at the doors of many firms: each scan is a visit of its own, makes an entry, and tells the firm. By the
/// licence's QR on the spot; the firm's own code would be verified besides, which costs what the figure beside it says.
/// </summary>
public sealed class ScanCalls
{
    /// <summary>Its path at the service; the gateway shows it under <c>/api</c>.</summary>
    public const string Path = "/inspection/v1/scans";

    private const int Bodies = 24, Registering = 32;
    private const double Latitude = 22.7484, Longitude = 113.9365;

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly string[] Kinds = ["patrol", "service", "enforcement"];

    private static int _made;

    private readonly Uri _address;
    private readonly IReadOnlyList<string> _firms;
    private readonly IReadOnlyList<(string Body, string Token)> _officers;

    private ScanCalls(Uri address, IReadOnlyList<string> firms, IReadOnlyList<(string Body, string Token)> officers) => (_address, _firms, _officers) = (address, firms, officers);

    /// <summary>Registers so many firms and certifies the officers at a process of the service; scans go to it, or to the gateway.</summary>
    public static async Task<ScanCalls> Prepare(World world, string service, string scansAt, int firms)
    {
        using var http = new HttpClient();
        var (registry, officials) = (await world.Door.TokenOf("enterprise-registry"), await world.Door.TokenOf("officers-system"));
        var codes = Enumerable.Range(0, firms).Select(_ => new Players(Interlocked.Increment(ref _made)).Uscc).Distinct().ToList();
        await Parallel.ForEachAsync(codes, new ParallelOptions { MaxDegreeOfParallelism = Registering }, async (uscc, _) =>
            await Put(http, registry, $"{service}/inspection/v1/firms/{uscc}", new { name = "测量", district = "440309", street = "440309900", block = "440309900001", place = new { latitude = Latitude, longitude = Longitude } }));
        var officers = new List<(string, string)>();
        foreach (var body in Enumerable.Range(1, Bodies).Select(number => $"4403-B{number:00}"))
        {
            foreach (var certificate in Certificates(body))
                await Put(http, officials, $"{service}/inspection/v1/officers/{certificate}", new { body, validFrom = "2020-01-01", validUntil = "2099-12-31" });
            officers.Add((body, await world.Door.TokenOf($"officer-{Certificates(body)[0]}@{body}")));
        }

        return new ScanCalls(new Uri(scansAt + Path), codes, officers);
    }

    /// <summary>The same firms and officers, at another address.</summary>
    public ScanCalls At(string url) => new(new Uri(url + Path), _firms, _officers);

    /// <summary>
    /// The next one, always by the firm's own body: two bodies within the hour would be suspected of not having talked to each other, and
    /// that is another matter. None when there was one of each kind at every firm.
    /// </summary>
    public HttpRequestMessage? Next(Counter turns)
    {
        var turn = turns.Next();
        var (firm, visit) = (turn % _firms.Count, turn / _firms.Count);
        if (visit >= Kinds.Length) return null;
        var (body, token) = _officers[firm % _officers.Count];
        var scan = new
        {
            uscc = _firms[firm],
            method = "licence-qr",
            officers = Certificates(body),
            place = new { latitude = Latitude, longitude = Longitude },
            kind = Kinds[visit],
            cause = "firm-request",
            items = new[] { new { code = "B-01", legalBasis = "第一条" } },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(scan, ContractJson.Events)) { Headers = { ContentType = Json } },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.CreateVersion7().ToString());
        return request;
    }

    /// <summary>Where a run has got to; shared by the two ways in, so that no two scans are the same.</summary>
    public sealed class Counter
    {
        private int _turn = -1;

        /// <summary>The next turn.</summary>
        public int Next() => Interlocked.Increment(ref _turn);
    }

    private static string[] Certificates(string body) => [$"{body}-1", $"{body}-2"];

    private static async Task Put(HttpClient http, string token, string url, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = JsonContent.Create(body, body.GetType(), options: ContractJson.Events) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode) throw new BenchFailedException($"{url}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
