using System.Net;
using Pengcheng.Registry.Notices;
using Pengcheng.Testing;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>The registry sends as often as it likes; one notice is one event.</summary>
public sealed class RepetitionTests
{
    [Test]
    public async Task Twice_by_the_HTTP_door_is_one_event()
    {
        var id = Centre.NewId();
        var raw = Centre.Signed(id, Shared.World.Now);
        var first = await Shared.One.Push(raw);
        var second = await Shared.Two.Push(Centre.Signed(id, raw.Body, Shared.World.Now.AddSeconds(-20)));
        Assert.That((first.Status, first.Repeated), Is.EqualTo((HttpStatusCode.Accepted, false)));
        Assert.That((second.Status, second.Repeated), Is.EqualTo((HttpStatusCode.Accepted, true)));
        await IsOneEvent(id);
    }

    [Test]
    public async Task Twice_by_the_AMQP_door_is_one_event()
    {
        var id = Centre.NewId();
        var raw = Centre.Signed(id, Shared.World.Now);
        await Shared.World.Broker.Push(raw);
        await Shared.World.Broker.Push(raw, base64: true);
        await IsOneEvent(id);
    }

    [Test]
    public async Task By_both_doors_is_one_event()
    {
        var id = Centre.NewId();
        var raw = Centre.Signed(id, Shared.World.Now);
        await Shared.World.Broker.Push(raw);
        await Shared.World.Broker.EventsOf(id);
        Assert.That((await Shared.One.Push(raw)).Repeated, Is.True);
        await IsOneEvent(id);
    }

    [Test]
    public async Task Twenty_at_once_at_two_replicas_are_one_event_and_all_are_answered_with_success()
    {
        var id = Centre.NewId();
        var raw = Centre.Signed(id, Shared.World.Now);
        var pushes = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Shared.One : Shared.Two).Push(raw)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Shared.World.Broker.Push(raw)));
        var answers = await Task.WhenAll(pushes);

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(HttpStatusCode.Accepted));
        Assert.That(answers.Count(answer => !answer.Repeated), Is.LessThanOrEqualTo(1));
        await IsOneEvent(id);
        Assert.That(await Shared.One.Refusals(id), Is.Empty);
    }

    [Test]
    public async Task Another_body_under_the_same_id_is_refused_each_time_and_recorded()
    {
        var id = Centre.NewId();
        await Shared.One.Push(Centre.Signed(id, Shared.World.Now));
        var forged = Centre.Signed(id, Shared.World.Now, "mortgage-cancelled");
        for (var time = 1; time <= 3; time++)
        {
            var answer = await Shared.One.Push(forged);
            Assert.That((answer.Status, answer.Code), Is.EqualTo((HttpStatusCode.Conflict, "registry.notice-conflict")), $"time {time}");
        }

        await Shared.World.Broker.Push(forged);
        await Eventually.Holds(async () => (await Shared.One.Refusals(id)).Count == 4, "the fourth, over AMQP, is recorded too");
        Assert.That((await Shared.One.Push(Centre.Signed(id, Shared.World.Now))).Repeated, Is.True, "the genuine one still is what it was");
        Assert.That((await IsOneEvent(id)).Exchange, Is.EqualTo("registry.property-transfer-registered.v1"));
    }

    [Test]
    public async Task Different_bodies_at_once_under_one_id_are_one_event_and_the_rest_conflicts()
    {
        var id = Centre.NewId();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
        {
            var notice = Centre.Notice(id);
            notice["acceptanceNo"] = $"SZ-{i}";
            return (i % 2 == 0 ? Shared.One : Shared.Two).Push(Centre.Signed(id, Centre.Bytes(notice), Shared.World.Now));
        }));

        Assert.That(answers.Count(answer => answer.Status == HttpStatusCode.Accepted), Is.EqualTo(1));
        Assert.That(answers.Count(answer => answer.Code == "registry.notice-conflict"), Is.EqualTo(9));
        await IsOneEvent(id);
    }

    private static async Task<Published> IsOneEvent(string id)
    {
        var events = await Shared.World.Broker.EventsOf(id);
        // Whatever else was delivered under the id has been dealt with once the door's queue is empty and the outbox too.
        await Eventually.Holds(async () => await Shared.World.Broker.Waiting() == 0, "the door's queue is empty");
        await Eventually.Holds(async () => await Shared.World.Count("select count(*) from outbox") == 0, "the outbox is empty");
        await Shared.World.Broker.Settle();
        Assert.That(await Shared.World.Accepted(id), Is.EqualTo(1));
        Assert.That(Shared.World.Broker.Of(id), Has.Count.EqualTo(1));
        return events[0];
    }
}
