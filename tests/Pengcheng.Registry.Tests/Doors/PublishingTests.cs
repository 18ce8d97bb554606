using System.Net;
using System.Text.Json.Nodes;
using Pengcheng.Registry.Notices;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>What goes in at either door comes out as the integration event of its kind.</summary>
public sealed class PublishingTests
{
    private static IEnumerable<string> Kinds => Centre.Kinds.Select(kind => kind.Kind);

    [TestCaseSource(nameof(Kinds))]
    public async Task A_notice_pushed_over_HTTP_is_published(string kind)
    {
        var id = Centre.NewId();
        var answer = await Shared.One.Push(Centre.Signed(id, Shared.World.Now, kind));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That((string?)answer.Body!["noticeId"], Is.EqualTo(id));
        Assert.That(answer.Repeated, Is.False);
        IsPublished(await Shared.World.Broker.EventsOf(id), id, kind);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_notice_over_AMQP_with_data_is_published(string kind)
    {
        var id = Centre.NewId();
        await Shared.World.Broker.Push(Centre.Signed(id, Shared.World.Now, kind));
        IsPublished(await Shared.World.Broker.EventsOf(id), id, kind);
    }

    [TestCaseSource(nameof(Kinds))]
    public async Task A_notice_over_AMQP_with_data_base64_is_published(string kind)
    {
        var id = Centre.NewId();
        await Shared.World.Broker.Push(Centre.Signed(id, Shared.World.Now, kind), base64: true);
        IsPublished(await Shared.World.Broker.EventsOf(id), id, kind);
    }

    [Test]
    public async Task What_the_registry_adds_to_its_notices_later_does_no_harm()
    {
        var id = Centre.NewId();
        var notice = Centre.Notice(id);
        notice["registrar"] = new JsonObject { ["office"] = "南山" };
        var body = "  " + notice.ToJsonString(new() { WriteIndented = true }) + "\n";
        var answer = await Shared.One.Push(Centre.Signed(id, System.Text.Encoding.UTF8.GetBytes(body), Shared.World.Now));
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
        IsPublished(await Shared.World.Broker.EventsOf(id), id, "transfer-registered");
    }

    [Test]
    public async Task During_a_rotation_the_old_key_counts_at_both_doors()
    {
        var (http, amqp) = (Centre.NewId(), Centre.NewId());
        await Shared.One.Push(Centre.Signed(http, Centre.Bytes(Centre.Notice(http)), Shared.World.Now, Key.Old));
        await Shared.World.Broker.Push(Centre.Signed(amqp, Centre.Bytes(Centre.Notice(amqp)), Shared.World.Now, Key.Old));
        IsPublished(await Shared.World.Broker.EventsOf(http), http, "transfer-registered");
        IsPublished(await Shared.World.Broker.EventsOf(amqp), amqp, "transfer-registered");
    }

    [Test]
    public async Task With_two_signatures_in_the_header_one_that_fits_is_enough()
    {
        var id = Centre.NewId();
        var raw = Centre.Signed(id, Shared.World.Now);
        var other = Centre.Sign(Key.Old, id, Shared.World.Now.ToUnixTimeSeconds(), raw.Body);
        var answer = await Shared.One.Push(raw with { Signature = $"{other} {raw.Signature}" });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Accepted));
    }

    [Test]
    public async Task What_waited_in_the_queue_for_days_is_not_refused_for_it()
    {
        var id = Centre.NewId();
        await Shared.World.Broker.Push(Centre.Signed(id, Centre.Bytes(Centre.Notice(id)), Shared.World.Now - Verification.LongestWait));
        IsPublished(await Shared.World.Broker.EventsOf(id), id, "transfer-registered");
    }

    private static void IsPublished(IReadOnlyList<Published> events, string id, string kind)
    {
        var (_, name, members) = Centre.Kinds.Single(known => known.Kind == kind);
        Assert.That(events, Has.Count.EqualTo(1));
        var (exchange, _, message) = events[0];
        Assert.That(exchange, Is.EqualTo(name));
        Assert.That((string?)message["noticeId"], Is.EqualTo(id));
        Assert.That((string?)message["unitNo"], Is.EqualTo(Centre.Unit));
        Assert.That((string?)message["acceptanceNo"], Is.EqualTo($"SZ-{id[^6..]}"));
        Assert.That((DateTimeOffset?)(message["registeredAt"] ?? message["decidedAt"]), Is.EqualTo(DateTimeOffset.Parse("2026-03-02T09:58:00+08:00", null)));
        foreach (var (member, value) in members) Assert.That((string?)message[member], Is.EqualTo(value), member);
    }
}
