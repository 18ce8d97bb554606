using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>No committed event is ever not published; a crash or an outage at any step only delays.</summary>
public sealed class OutboxTests : CounterFixture
{
    private static Decision Publish(string notice) => Decision.Accept(new Counted(1, notice));

    [Test]
    public async Task A_committed_event_reaches_the_consumer_once_and_its_row_goes_after_the_confirm()
    {
        var app = await Start();
        await Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Publish("n-1"));
        await Eventually.Holds(async () => (await Counters(app).Load(Received.Sink)).State?.Count == 1, "the message is consumed");
        await Eventually.Holds(async () => await Rows("select count(*) from outbox") == 0, "the row is gone");
        Assert.That(Received.Deliveries, Is.EqualTo(new[] { "n-1" }));
    }

    [Test]
    public async Task Rows_of_many_commits_are_deleted_in_few_statements_and_those_not_confirmed_stay()
    {
        var (deletions, unconfirmed) = (0, new TaskCompletionSource());
        var app = await Start(before: app =>
        {
            var faults = app.Services.GetRequiredService<OutboxFaults>();
            var published = 0;
            // The confirm of the first one does not come; the others do not wait for it.
            faults.BeforePublish = () => Interlocked.Increment(ref published) == 1 ? unconfirmed.Task : Task.CompletedTask;
            faults.BeforeDelete = () =>
            {
                Interlocked.Increment(ref deletions);
                return Task.CompletedTask;
            };
        });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Publish($"n-{i}"))));
        await Eventually.Holds(async () => await Rows("select count(*) from outbox") <= 1, "the confirmed rows are gone");
        Assert.That(deletions, Is.LessThan(50));
        unconfirmed.SetResult();
        await Eventually.Holds(async () => (await Counters(app).Load(Received.Sink)).State?.Count == 100, "each is consumed once");
        await Eventually.Holds(async () => await Rows("select count(*) from outbox") == 0, "all rows are gone");
    }

    [Test]
    public async Task A_crash_between_commit_and_publish_loses_nothing()
    {
        // The first replica never gets to publish: its hand-off and sweep hang for ever, as if the process had died there.
        var dead = await Start(consumes: false, before: app =>
            app.Services.GetRequiredService<OutboxFaults>().BeforePublish = () => Task.Delay(Timeout.Infinite));
        await Counters(dead).Run(Guid.CreateVersion7(), Message(), (_, _) => Publish("n-1"));
        Assert.That(await Rows("select count(*) from outbox"), Is.EqualTo(1));

        // Its sweep has locked the row; its death frees it.
        await Eventually.Holds(async () => await Rows("select count(*) from (select 1 from outbox for update skip locked) free") == 0, "the dead replica's sweep holds the row");
        await TerminateConnections();
        var alive = await Start();
        await Eventually.Holds(async () => (await Counters(alive).Load(Received.Sink)).State?.Count == 1, "another replica's sweep publishes it");
        await Eventually.Holds(async () => await Rows("select count(*) from outbox") == 0, "the row is gone");
    }

    [Test]
    public async Task A_crash_between_confirm_and_delete_delivers_twice_and_counts_once()
    {
        var first = true;
        var app = await Start(before: app => app.Services.GetRequiredService<OutboxFaults>().BeforeDelete = () =>
        {
            if (!first) return Task.CompletedTask;
            first = false;
            throw new IOException("cut between confirm and delete");
        });
        await Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Publish("n-1"));
        await Eventually.Holds(() => Received.Deliveries.Count >= 2, "the sweep publishes it again");
        await Eventually.Holds(async () => await Rows("select count(*) from outbox") == 0, "the row is gone");
        Assert.That((await Counters(app).Load(Received.Sink)).State?.Count, Is.EqualTo(1), "the inbox keeps it to one effect");
    }

    [Test]
    public async Task An_event_with_a_known_consumer_waits_for_the_consumers_queue_to_exist()
    {
        var publisher = await Start(consumes: false);
        await Counters(publisher).Run(Guid.CreateVersion7(), Message(), (_, _) => Publish("n-1"));
        await Task.Delay(3000);
        Assert.That(await Rows("select count(*) from outbox"), Is.EqualTo(1), "an unroutable publish is not a success");

        var consumer = await Start();
        await Eventually.Holds(async () => (await Counters(consumer).Load(Received.Sink)).State?.Count == 1, "it arrives once there is a queue");
    }

    [Test]
    public async Task A_broker_outage_only_delays()
    {
        var app = await Start();
        await TestServers.BrokerAway(RabbitMq);
        try
        {
            for (var i = 0; i < 20; i++)
                await Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Publish($"n-{i}"));
            Assert.That(await Rows("select count(*) from outbox"), Is.EqualTo(20), "commands succeed without a broker");
        }
        finally
        {
            await TestServers.BrokerBack(RabbitMq);
        }

        await Eventually.Holds(async () => (await Counters(app).Load(Received.Sink)).State?.Count == 20, "all arrive after the outage", seconds: 120);
        await Eventually.Holds(async () => await Rows("select count(*) from outbox") == 0, "the rows are gone");
    }

    private async Task TerminateConnections()
    {
        await using var command = Database.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        await command.ExecuteScalarAsync();
    }
}
