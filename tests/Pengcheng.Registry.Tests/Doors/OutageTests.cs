using System.Net;
using Pengcheng.Testing;

namespace Pengcheng.Registry.Tests.Doors;

/// <summary>A broker or a store that is away delays a notice and loses none. These break things, so they have a world of their own.</summary>
public sealed class OutageTests
{
    private World _world = null!;
    private Replica _replica = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _world = await World.Make();
        _replica = await _world.Start();
    }

    [OneTimeTearDown]
    public async Task Stop() => await _world.DisposeAsync();

    [Test]
    public async Task While_the_broker_is_away_a_push_is_accepted_and_published_afterwards()
    {
        await _world.BrokerAway();
        var ids = Enumerable.Range(0, 5).Select(_ => Centre.NewId()).ToList();
        foreach (var id in ids)
            Assert.That((await _replica.Push(Centre.Signed(id, _world.Now))).Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(await _world.Count("select count(*) from outbox"), Is.EqualTo(5), "they wait in the outbox");

        await _world.BrokerBack();
        foreach (var id in ids) Assert.That(await _world.Broker.EventsOf(id), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_AMQP_door_opens_again_after_an_outage_and_what_was_refused_before_does_not_come_again()
    {
        await _world.Broker.Push("poison"u8.ToArray());
        await Eventually.Holds(async () => await Refused() == 1, "it is recorded");
        await _world.BrokerAway();
        await _world.BrokerBack();

        var id = Centre.NewId();
        await _world.Broker.Push(Centre.Signed(id, _world.Now));
        Assert.That(await _world.Broker.EventsOf(id), Has.Count.EqualTo(1));
        Assert.That(await Refused(), Is.EqualTo(1), "it had been acknowledged");
    }

    [Test]
    public async Task When_the_stores_connections_are_cut_a_push_is_told_so_and_a_message_goes_back_to_the_queue()
    {
        var (pushed, queued) = (Centre.Signed(Centre.NewId(), _world.Now), Centre.Signed(Centre.NewId(), _world.Now));
        await using (var connection = await _world.Database.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (var locks = new Npgsql.NpgsqlCommand("lock table mt_streams in access exclusive mode", connection, transaction))
                await locks.ExecuteNonQueryAsync();
            await _world.Broker.Push(queued);
            var push = _replica.Push(pushed);
            // Both survive some cuts by trying again by themselves.
            await Eventually.Holds(async () =>
            {
                await CutThoseWhoWait();
                return push.IsCompleted && _world.Complaints.Count > 0;
            }, "the service gives up on both");
            Assert.That(((await push).Status, (await push).Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "unavailable")));
        }

        Assert.That(await _world.Broker.EventsOf(queued.NoticeId), Has.Count.EqualTo(1), "it came again");
        Assert.That((await _replica.Push(pushed)).Repeated, Is.False, "nothing had been stored");
        Assert.That(await _world.Broker.EventsOf(pushed.NoticeId), Has.Count.EqualTo(1));
        Assert.That(await _world.Accepted(queued.NoticeId), Is.EqualTo(1));
    }

    private Task<long> CutThoseWhoWait() => _world.Count("""
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name = 'registry-service' and wait_event_type = 'Lock'
        """);

    private Task<long> Refused() => _world.Count("select count(*) from mt_events where type = 'registry.notice-refused.v1'");
}
