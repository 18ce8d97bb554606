using System.Text;
using System.Text.Json.Nodes;
using Pengcheng.Registry.Notices;
using Pengcheng.Testing;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>
/// A door without an answer: what can't be accepted is taken off the queue and recorded, whatever it is, and never blocks what
/// comes behind it.
/// </summary>
public sealed class AmqpDoorTests
{
    private static readonly (string Name, byte[] Message)[] Poison =
    [
        ("nothing", []),
        ("garbage", [0xff, 0xfe, 0x00, 0x80, 0x7b]),
        ("zeros", new byte[1000]),
        ("text", "transfer registered"u8.ToArray()),
        ("a half", "{\"specversion\":\"1.0\",\"id\":\""u8.ToArray()),
        ("null", "null"u8.ToArray()),
        ("a list", "[1,2]"u8.ToArray()),
        ("deep", Encoding.UTF8.GetBytes(new string('[', 100_000))),
        ("huge", new byte[3_000_000]),
        ("huge JSON", Encoding.UTF8.GetBytes($$"""{"specversion":"1.0","type":"cn.gov.sz.rerc.notice.v1","id":"{{new string('9', 3_000_000)}}"}""")),
        ("another type", Event(e => e["type"] = "cn.gov.sz.rerc.invoice.v1")),
        ("another version", Event(e => e["specversion"] = "0.3")),
        ("numbers for words", Event(e => e["id"] = 7)),
        ("half a surrogate pair", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Event(e => e["keyid"] = "?")).Replace("\"?\"", "\"\\ud800\"", StringComparison.Ordinal))),
        ("bytes that are no UTF-8", [.. "{\"specversion\":\"1.0\",\"type\":\"cn.gov.sz.rerc.notice.v1\",\"id\":\""u8, 0xc3, 0x28, .. "\"}"u8]),
        ("NUL in each attribute", Event(e => (e["id"], e["keyid"], e["signature"]) = ("a\0b", "\0", "sm2,\0"))),
        ("NUL in the key", Event(e => e["keyid"] = "rerc\0")),
        ("NUL after the signature", Event(e => e["signature"] = (string?)e["signature"] + " \0")),
        ("emoji without end", Event(e => e["keyid"] = string.Concat(Enumerable.Repeat("🀄", 5000)))),
        ("no data", Event(e => e.Remove("data"))),
        ("data that is no base64", Event(e => (e["data"], e["data_base64"]) = (null, "***"))),
        ("no time", Event(e => e.Remove("time"))),
        ("a time before all times", Event(e => e["time"] = "0001-01-01T00:00:00Z")),
    ];

    private static IEnumerable<TestCaseData> Poisons => Poison.Select(poison => new TestCaseData(poison.Message).SetArgDisplayNames(poison.Name));

    [TestCaseSource(nameof(Poisons))]
    public async Task Poison_is_recorded_once_and_does_not_come_back(byte[] message)
    {
        var before = await Refused();
        await Shared.World.Broker.Push(message);
        await Eventually.Holds(async () => await Refused() > before, "it is recorded");
        await Flush();
        Assert.That(await Refused(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_forged_notice_is_recorded_with_the_reason_and_not_published()
    {
        var id = Centre.NewId();
        var raw = Centre.Signed(id, Shared.World.Now);
        await Shared.World.Broker.Push(raw with { Body = Centre.Bytes(Centre.Notice(id, "mortgage-cancelled")) });
        await Eventually.Holds(async () => (await Shared.One.Refusals(id)).Count == 1, "it is recorded");
        var refused = (await Shared.One.Refusals(id))[0];
        Assert.That((string?)refused["code"], Is.EqualTo("registry.signature-invalid"));
        Assert.That((string?)refused["raw"]!["channel"], Is.EqualTo("amqp"));
        await Flush();
        Assert.That(Shared.World.Broker.Of(id), Is.Empty);
    }

    [Test]
    public async Task What_is_older_than_the_longest_wait_is_refused()
    {
        var id = Centre.NewId();
        await Shared.World.Broker.Push(Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Shared.World.Now - Verification.LongestWait - TimeSpan.FromSeconds(1)));
        await Eventually.Holds(async () => (await Shared.One.Refusals(id)).Count == 1, "it is recorded");
        Assert.That((string?)(await Shared.One.Refusals(id))[0]["code"], Is.EqualTo("registry.timestamp-outside"));
    }

    [Test]
    public async Task A_queue_that_somebody_deletes_is_made_again()
    {
        await Shared.World.Broker.DeleteDoorsQueue();
        var id = Centre.NewId();
        // Mandatory: the publish fails while there is no queue to take it.
        await Eventually.Holds(async () =>
        {
            try
            {
                await Shared.World.Broker.Push(Centre.Signed(id, Shared.World.Now));
                return true;
            }
            catch (RabbitMQ.Client.Exceptions.PublishException)
            {
                return false;
            }
        }, "there is a queue again");
        Assert.That(await Shared.World.Broker.EventsOf(id), Has.Count.EqualTo(1));
    }

    // What was pushed before has been taken at least once when this has come through: a queue keeps its order.
    private static async Task Flush()
    {
        var id = Centre.NewId();
        await Shared.World.Broker.Push(Centre.Signed(id, Shared.World.Now));
        await Shared.World.Broker.EventsOf(id);
    }

    private static Task<long> Refused() => Shared.World.Count("select count(*) from mt_events where type = 'registry.notice-refused.v1'");

    private static byte[] Event(Action<JsonObject> spoil)
    {
        var envelope = JsonNode.Parse(Centre.CloudEvent(Centre.Signed(Centre.NewId(), new DateTimeOffset(2026, 3, 2, 2, 0, 0, TimeSpan.Zero))))!.AsObject();
        spoil(envelope);
        return Centre.Bytes(envelope);
    }
}
