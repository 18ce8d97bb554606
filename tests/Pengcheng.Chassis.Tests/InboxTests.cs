using Microsoft.Extensions.DependencyInjection;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Chassis.Messaging;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>What becomes of a message that cannot be handled now.</summary>
public sealed class InboxTests : CounterFixture
{
    [Test]
    public async Task A_message_whose_handler_is_broken_becomes_a_dead_letter_and_is_replayed_once_mended()
    {
        Received.Broken = true;
        var app = await Start();
        var letters = app.Services.GetRequiredService<DeadLetters>();
        await Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(1, "n-1")));
        await Eventually.Holds(async () => (await letters.Read(default)).Any(count => count.Messages == 1), "the message is a dead letter");
        Assert.That((await Counters(app).Load(Received.Sink)).State, Is.Null);

        Received.Broken = false;
        Assert.That(await letters.Replay(default), Is.EqualTo(1));
        await Eventually.Holds(async () => (await Counters(app).Load(Received.Sink)).State?.Count == 1, "the replayed message has its effect");
        Assert.That(await letters.Read(default), Is.Empty);
        Assert.That(await letters.Replay(default), Is.Zero);
    }

    [Test]
    public async Task A_message_waits_while_the_store_cuts_every_connection()
    {
        var app = await Start();
        var published = Enumerable.Range(0, 30).Select(i => Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(1, $"n-{i}")))).ToList();
        for (var cut = 0; cut < 10; cut++)
        {
            await using var command = Database.CreateCommand(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            await command.ExecuteScalarAsync();
        }

        await Task.WhenAll(published);
        await Eventually.Holds(async () => (await Counters(app).Load(Received.Sink)).State?.Count == 30, "each message counts once");
        Assert.That(await app.Services.GetRequiredService<DeadLetters>().Read(default), Is.Empty);
    }
}
