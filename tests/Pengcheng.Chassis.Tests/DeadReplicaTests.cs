using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Pengcheng.Chassis.Deadlines;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>What a dead replica had claimed is free when its session ends; what a living one has claimed stays its own.</summary>
public sealed class DeadReplicaTests : CounterFixture
{
    private const int Dead = 1, Living = 2;

    [Test]
    public async Task The_claims_of_a_dead_replica_are_free_at_once_and_those_of_a_living_one_when_it_dies()
    {
        var app = await Start();
        var (dead, living) = (await Named(app, "dead"), await Named(app, "living"));
        // Far longer than this test waits: a lease that runs out can't make it pass.
        await Claim(dead, Dead);
        await Claim(living, Living);
        await using (var presence = await Present(app, Living))
        {
            ((Time.PlatformClock)app.Services.GetRequiredService<TimeProvider>()).Offset += TimeSpan.FromHours(25);
            await Eventually.Holds(async () => (await Counters(app).Load(dead)).State!.Reminders == 1, "the dead replica's command is carried out");
            Assert.That((await Counters(app).Load(living)).State!.Reminders, Is.Zero, "the living replica's is not touched");
            Assert.That(await Rows($"select count(*) from deadlines where claimed_by = {Living} and attempts = 1"), Is.EqualTo(1));
        }

        await Eventually.Holds(async () => (await Counters(app).Load(living)).State!.Reminders == 1, "with its session its claims end");
        Assert.That(Received.Attempts, Is.EqualTo(new[] { 2, 2 }), "each as a second attempt");
    }

    [Test]
    public async Task A_replica_whose_presence_was_cut_takes_it_up_again()
    {
        var app = await Start();
        var number = app.Services.GetRequiredService<ReplicaPresence>().Number;
        await Eventually.Holds(() => IsPresent(number), "it is present");
        await using (var cut = Database.CreateCommand("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and application_name = 'counter-presence'"))
            Assert.That(await cut.ExecuteScalarAsync(), Is.EqualTo(1));
        await Eventually.Holds(() => IsPresent(number), "it is present again, under the same number");
    }

    private async Task<bool> IsPresent(int number) => await Rows($"select count(*) from pg_locks where locktype = 'advisory' and objsubid = 2 and objid = {number}") == 1;

    private static async Task<Guid> Named(WebApplication app, string name)
    {
        var id = Guid.CreateVersion7();
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Named(name)));
        return id;
    }

    // As a replica leaves it that was killed after claiming, or as one has it that is at work.
    private async Task Claim(Guid stream, int by)
    {
        await using var claim = Database.CreateCommand("update deadlines set attempts = 1, claimed_by = $1, lease_until = clock_timestamp() + interval '1 hour' where stream_id = $2");
        claim.Parameters.AddWithValue(by);
        claim.Parameters.AddWithValue(stream);
        Assert.That(await claim.ExecuteNonQueryAsync(), Is.EqualTo(1));
    }

    // Another replica's session, with the lock that the service's own replica holds, under another number.
    private async Task<NpgsqlConnection> Present(WebApplication app, int number)
    {
        var own = app.Services.GetRequiredService<ReplicaPresence>();
        await Eventually.Holds(() => IsPresent(own.Number), "the replica itself is present");
        var connection = new NpgsqlConnection(Postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand(
            "select pg_advisory_lock((select classid::bigint::int from pg_locks where locktype = 'advisory' and objsubid = 2 and objid = $1::int::oid), $2)", connection);
        hold.Parameters.AddWithValue(own.Number);
        hold.Parameters.AddWithValue(number);
        await hold.ExecuteNonQueryAsync();
        return connection;
    }
}
