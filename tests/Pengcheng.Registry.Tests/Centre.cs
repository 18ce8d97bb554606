using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Pengcheng.Chassis.Crypto;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests;

/// <summary>A signing key of the registration centre.</summary>
internal sealed record Key(string Id, string Private)
{
    public static readonly Key Current = new("rerc-2026", new string('3', 64));
    public static readonly Key Old = new("rerc-2025", new string('5', 64));
    public static readonly Key Unknown = new("rerc-2019", new string('7', 64));

    public string Public => Sm2.PublicKeyOf(Private);
}

/// <summary>What the registration centre (不动产登记中心) does on its side: it writes notices and signs them.</summary>
internal static class Centre
{
    public const string Unit = "440304005003GB00012F00010203";

    /// <summary>Every kind of notice with the members that it needs, and the wire name of its event.</summary>
    public static readonly (string Kind, string Event, (string Name, string Value)[] Members)[] Kinds =
    [
        ("transfer-registered", "registry.property-transfer-registered.v1", [("certificateNo", "粤(2026)深圳市不动产权第0012345号")]),
        ("mortgage-cancelled", "registry.mortgage-cancelled.v1", [("mortgageProofNo", "粤(2021)深圳市不动产证明第0054321号")]),
        ("mortgage-registered", "registry.mortgage-registered.v1", [("mortgageProofNo", "粤(2026)深圳市不动产证明第0099999号"), ("mortgagee", "308584000013")]),
        ("advance-notice-registered", "registry.advance-notice-registered.v1", [("right", "mortgage")]),
        ("registration-rejected", "registry.registration-rejected.v1", [("reason", "材料不齐 (documents missing)")]),
    ];

    public static string NewId() => $"RERC-{Guid.NewGuid():N}";

    public static JsonObject Notice(string id, string kind = "transfer-registered")
    {
        var body = new JsonObject { ["noticeId"] = id, ["kind"] = kind, ["unitNo"] = Unit, ["acceptanceNo"] = $"SZ-{id[^6..]}", ["at"] = "2026-03-02T09:58:00+08:00" };
        foreach (var (name, value) in Kinds.Single(known => known.Kind == kind).Members) body[name] = value;
        return body;
    }

    public static byte[] Bytes(JsonNode body) => Encoding.UTF8.GetBytes(body.ToJsonString());

    /// <summary>The signature over exactly this, as it stands in the header or attribute.</summary>
    public static string Sign(Key key, string id, long at, ReadOnlySpan<byte> body) =>
        "sm2," + Convert.ToBase64String(Sm2.Sign(key.Private, [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}.")), .. body]));

    /// <summary>A signed notice as a door hands it to the desk.</summary>
    public static RawNotice Signed(string id, byte[] body, DateTimeOffset at, Key? key = null, string channel = RawNotice.Http)
    {
        var seconds = at.ToUnixTimeSeconds();
        key ??= Key.Current;
        return new RawNotice(channel, id, key.Id, seconds.ToString(CultureInfo.InvariantCulture), Sign(key, id, seconds, body), body);
    }

    /// <summary>An ordinary one.</summary>
    public static RawNotice Signed(string id, DateTimeOffset at, string kind = "transfer-registered") => Signed(id, Bytes(Notice(id, kind)), at);

    /// <summary>The same delivery as a structured CloudEvent, its body as <c>data</c> or as <c>data_base64</c>.</summary>
    public static byte[] CloudEvent(RawNotice raw, bool base64 = false)
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(raw.Timestamp, CultureInfo.InvariantCulture)).ToOffset(TimeSpan.FromHours(8));
        var envelope = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = raw.NoticeId,
            ["source"] = "/shenzhen/rerc",
            ["type"] = "cn.gov.sz.rerc.notice.v1",
            ["time"] = time.ToString("O", CultureInfo.InvariantCulture),
            ["datacontenttype"] = "application/json",
            ["keyid"] = raw.KeyId,
            ["signature"] = raw.Signature,
        };
        if (base64)
        {
            envelope["data_base64"] = Convert.ToBase64String(raw.Body);
            return Bytes(envelope);
        }

        // As it was signed, spaces and all.
        var text = envelope.ToJsonString();
        return [.. Encoding.UTF8.GetBytes(text[..^1] + ",\"data\": "), .. raw.Body, (byte)'}'];
    }
}
