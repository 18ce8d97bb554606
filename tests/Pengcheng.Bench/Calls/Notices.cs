extern alias chassis;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pengcheng.Bench.Worlds;
using Pengcheng.Contracts;
using Pengcheng.Demo;
using Pengcheng.Local.Hosting;
using Sm2 = chassis::Pengcheng.Chassis.Crypto.Sm2;

namespace Pengcheng.Bench.Calls;

/// <summary>
/// Notices of the land registry, signed before the load begins: the registry signs on a machine of its own. A notice is good for
/// five minutes.
/// </summary>
public sealed class Notices
{
    /// <summary>Its path, at the service and at the gateway.</summary>
    public const string Path = "/registry/v1/notices";

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ConcurrentQueue<Signed> _left;
    private readonly Uri _address;
    private readonly AuthenticationHeaderValue _token;

    private Notices(Uri address, string token, IEnumerable<Signed> signed) =>
        (_address, _token, _left) = (address, new AuthenticationHeaderValue("Bearer", token), new ConcurrentQueue<Signed>(signed));

    /// <summary>How many are left.</summary>
    public int Left => _left.Count;

    /// <summary>Signs the bodies, in their order.</summary>
    /// <param name="world">The platform.</param>
    /// <param name="url">A process of the service, or the gateway.</param>
    /// <param name="bodies">JSON by notice id.</param>
    public static async Task<Notices> Sign(World world, string url, IReadOnlyList<(string Id, string Body)> bodies)
    {
        var clock = await world.Door.Sandbox(HttpMethod.Get, "/sandbox/clock");
        var seconds = clock.GetProperty("now").GetDateTimeOffset().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var keyId = ServiceCatalogue.Named("registry").PartnerKeyIds[0];
        var key = world.Session.Secrets.SigningKeys[keyId];
        var signed = bodies.AsParallel().AsOrdered().Select(notice => new Signed(
            notice.Id, keyId, seconds, "sm2," + Convert.ToBase64String(Sm2.Sign(key, Encoding.UTF8.GetBytes($"{notice.Id}.{seconds}.{notice.Body}"))), Encoding.UTF8.GetBytes(notice.Body)));
        return new Notices(new Uri(url + Path), await world.Door.TokenOf("registry"), [.. signed]);
    }

    /// <summary>What it costs a service to verify the signature of one, on one core.</summary>
    public static double MillisecondsToVerify()
    {
        const int Times = 300;
        var (key, text) = (Sm2.NewPrivateKey(), Encoding.UTF8.GetBytes(new string('n', 300)));
        var (publicKey, signature) = (Sm2.PublicKeyOf(key), Sm2.Sign(key, text));
        bool Verify() => Enumerable.Range(0, Times).All(_ => Sm2.Verify(publicKey, text, signature));
        var warm = Verify();
        var before = Environment.CpuUsage.TotalTime;
        return warm && Verify() ? (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Times : throw new BenchFailedException("A signature of one's own is not verified.");
    }

    /// <summary>A transfer of a home, as the registry writes it.</summary>
    public static (string Id, string Body) Transfer(string unitNo, string acceptanceNo) => Body("transfer-registered", unitNo, acceptanceNo, new() { ["certificateNo"] = "粤(2026)深圳市不动产权第7600255号" });

    /// <summary>The five notices of a whole registration, after which a funded deal is cleared: transfer, both cancellations, both new mortgages.</summary>
    public static IReadOnlyList<(string Id, string Body)> Whole(Cast cast) =>
    [
        Body("transfer-registered", cast.UnitNo, cast.AcceptanceNo, new() { ["certificateNo"] = cast.Certificate }),
        Body("mortgage-cancelled", cast.UnitNo, cast.AcceptanceNo, new() { ["mortgageProofNo"] = cast.BankMortgage }),
        Body("mortgage-cancelled", cast.UnitNo, cast.AcceptanceNo, new() { ["mortgageProofNo"] = cast.FundMortgage }),
        Body("mortgage-registered", cast.UnitNo, cast.AcceptanceNo, new() { ["mortgageProofNo"] = "粤(2026)深圳市不动产证明第1000001号", ["mortgagee"] = Banks.A }),
        Body("mortgage-registered", cast.UnitNo, cast.AcceptanceNo, new() { ["mortgageProofNo"] = "粤(2026)深圳市不动产证明第1000002号", ["mortgagee"] = Banks.Fund }),
    ];

    private static (string Id, string Body) Body(string kind, string unitNo, string acceptanceNo, Dictionary<string, string> more)
    {
        var id = $"N-{Guid.CreateVersion7():N}";
        Dictionary<string, string> body = new(more)
        {
            ["noticeId"] = id,
            ["kind"] = kind,
            ["unitNo"] = unitNo,
            ["acceptanceNo"] = acceptanceNo,
            ["at"] = "2026-03-02T10:15:00+08:00",
        };
        return (id, JsonSerializer.Serialize(body, ContractJson.Events));
    }

    /// <summary>The next one, or none.</summary>
    public HttpRequestMessage? Next()
    {
        if (!_left.TryDequeue(out var notice)) return null;
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(notice.Body) { Headers = { ContentType = Json } } };
        request.Headers.Authorization = _token;
        request.Headers.TryAddWithoutValidation("webhook-id", notice.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", notice.Seconds);
        request.Headers.TryAddWithoutValidation("webhook-key-id", notice.KeyId);
        request.Headers.TryAddWithoutValidation("webhook-signature", notice.Signature);
        return request;
    }

    private sealed record Signed(string Id, string KeyId, string Seconds, string Signature, byte[] Body);
}
