using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>Commands of the same moment share a commit, and nothing else: what befalls one of them is not seen by the others.</summary>
public sealed class GroupCommitTests : GroupFixture
{
    private const string Counts = "select count(*) from mt_events where type = 'counter.counted.v1'";

    private const string InOneCommit = "select count(distinct xmin::text) from inbox where endpoint = 'test'";

    [Test]
    public async Task Commands_that_wait_together_share_one_commit_and_keep_their_own_actors_and_traces()
    {
        var app = await Start(consumes: false);
        var spans = Enumerable.Range(0, 10).Select(i => new Activity($"request {i}")).ToList();
        await Together(app, [.. spans.Select((span, i) => (Func<Task>)(() =>
        {
            span.Start();
            var actor = new Trigger.Message($"actor-{i}", "test", Guid.CreateVersion7());
            var run = Counters(app).Run(Guid.CreateVersion7(), actor, (_, _) => Decision.Accept(new Counted(i, $"n-{i}")));
            Activity.Current = null;
            return run;
        }))]);
        Assert.That(await Rows(InOneCommit), Is.EqualTo(1));
        Assert.That(await Rows("select count(*) from mt_events e where headers ->> 'actor' = 'actor-' || (data ->> 'by')"), Is.EqualTo(10));
        var ids = string.Join(',', spans.Select((span, i) => $"('n-{i}', '{span.Id}', '{span.RootId}')"));
        Assert.That(await Rows($"select count(*) from mt_events e join (values {ids}) t(n, span, root) on e.data ->> 'publish' = n and headers ->> 'traceparent' = span and correlation_id = root"), Is.EqualTo(10));
        Assert.That(await Rows($"select count(*) from outbox o join (values {ids}) t(n, span, root) on o.body ->> 'noticeId' = n and o.trace_parent = span"), Is.EqualTo(10));
    }

    [Test]
    public async Task A_refusal_among_them_is_recorded_in_the_same_commit()
    {
        var app = await Start(consumes: false);
        var refused = Message();
        var (others, id) = (Accepted(app, 5), Guid.CreateVersion7());
        await Together(app, [.. others, () => Counters(app).Run(id, refused, (_, _) => CounterErrors.NotPositive.With(("by", 0)))]);
        Assert.That(await Rows(InOneCommit), Is.EqualTo(1));
        Assert.That(await Rows("select count(*) from inbox where endpoint = 'test'"), Is.EqualTo(6), "a refusal is final, so its trigger is recorded");
        Assert.That((await Counters(app).Load(id)).State, Is.Null);
    }

    [Test]
    public async Task A_crash_in_a_decision_is_its_callers_alone()
    {
        var app = await Start(consumes: false);
        Task crashing = Task.CompletedTask;
        await Together(app, [.. Accepted(app, 5), () => crashing = Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => throw new InvalidTimeZoneException("crash"))]);
        Assert.That(crashing.Exception?.InnerException, Is.InstanceOf<InvalidTimeZoneException>());
        Assert.That(await Rows(InOneCommit), Is.EqualTo(1));
        Assert.That(await Rows("select count(*) from inbox where endpoint = 'test'"), Is.EqualTo(5), "the crashed one is not recorded: it may come again");
    }

    private static readonly object[] Poisons = [new Counted(1, "no\0jsonb"), new Counted(-7), "an event that the state does not know"];

    [TestCaseSource(nameof(Poisons))]
    public async Task A_command_that_cannot_be_stored_fails_alone(object poison)
    {
        var app = await Start(consumes: false);
        if (poison is Counted { By: -7 }) await Database.CreateCommand("alter table mt_events add check ((data ->> 'by')::int <> -7)").ExecuteNonQueryAsync();
        Task failing = Task.CompletedTask;
        await Together(app, [.. Accepted(app, 3), () => failing = Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(poison)), .. Accepted(app, 3)]);
        Assert.That(failing.IsFaulted);
        Assert.That(await Rows(Counts), Is.EqualTo(6));
        Assert.That(await Rows("select count(*) from inbox where endpoint = 'test'"), Is.EqualTo(6));
    }

    [Test]
    public async Task A_lost_race_is_decided_again_on_the_new_state_and_its_neighbours_once()
    {
        var (app, other) = (await Start(consumes: false), await Start(consumes: false));
        var (id, asked) = (Guid.CreateVersion7(), new List<int>());
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Counted(1)));
        await Together(app, [.. Accepted(app, 5), () => Counters(app).Run(id, Message(), (state, _) =>
        {
            asked.Add(state!.Count);
            // Between this decision and its commit another replica is quicker.
            if (asked.Count == 1) Counters(other).Run(id, Message(), (_, _) => Decision.Accept(new Counted(10))).Wait();
            return Decision.Accept(new Counted(100));
        })]);
        Assert.That((await Counters(app).Load(id)).State!.Count, Is.EqualTo(111));
        Assert.That(asked, Is.EqualTo(new[] { 1, 11 }));
        Assert.That(await Rows(Counts), Is.EqualTo(8));
    }

    [Test]
    public async Task Two_that_claim_the_same_natural_key_get_one_acceptance_and_one_refusal()
    {
        var app = await Start(consumes: false);
        var claims = new List<Task<Outcome<Counter>>>();
        var claim = () => Keep(claims, Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Named("unit 1"))));
        await Together(app, [claim, .. Accepted(app, 3), claim]);
        var refusals = (await Task.WhenAll(claims)).Select(outcome => outcome.Refusal?.Error.Code).Order().ToArray();
        Assert.That(refusals, Is.EqualTo(new[] { null, CounterErrors.NameTaken.Code }));
        Assert.That(await Rows(Counts), Is.EqualTo(3));
        Assert.That(await Rows("select count(*) from inbox where endpoint = 'test'"), Is.EqualTo(5));
    }

    [Test]
    public async Task The_same_key_or_message_several_times_is_carried_out_once_and_answered_the_same()
    {
        var app = await Start(consumes: false);
        var (message, answers) = (Message(), new List<Task<Outcome<Counter>>>());
        var request = new Trigger.Request("citizen:a", "app/a", "key-1", [1, 2, 3]);
        // Each brings a new stream of its own, as a request that opens a case does.
        var again = () => Counters(app).Run(Guid.CreateVersion7(), message, (_, _) => Decision.Accept(new Counted(1)));
        var asked = () => Keep(answers, Counters(app).Run(Guid.CreateVersion7(), request, (_, _) => Decision.Accept(new Counted(1)), _ => new StoredAnswer(200, Guid.NewGuid().ToString(), null)));
        await Together(app, [again, asked, .. Accepted(app, 3), again, asked, again, asked]);
        Assert.That(await Rows(Counts), Is.EqualTo(5));
        var bodies = await Rows("select count(*) from idempotency");
        var replays = (await Task.WhenAll(answers)).Where(outcome => outcome.Replay is not null).Select(outcome => outcome.Replay!.Body).ToArray();
        Assert.That((bodies, replays.Length, replays.Distinct().Count()), Is.EqualTo((1, 2, 1)));
    }

    [Test]
    public async Task Two_on_one_stream_follow_each_other_without_a_race()
    {
        var app = await Start(consumes: false);
        var (id, asked) = (Guid.CreateVersion7(), 0);
        await Together(app, [.. Enumerable.Range(0, 8).Select(_ => (Func<Task>)(() => Counters(app).Run(id, Message(), (_, _) =>
        {
            Interlocked.Increment(ref asked);
            return Decision.Accept(new Counted(1));
        })))]);
        Assert.That(((await Counters(app).Load(id)).State!.Count, asked), Is.EqualTo((8, 8)));
    }

    [Test]
    public async Task One_whose_stream_is_locked_by_a_hanging_replica_does_not_keep_the_others_waiting()
    {
        var app = await Start(consumes: false);
        var id = Guid.CreateVersion7();
        await Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Counted(1)));
        await using var hanging = await Database.OpenConnectionAsync();
        await using var transaction = await hanging.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("select 1 from mt_streams where id = $1 for update", hanging, transaction) { Parameters = { new() { Value = id } } })
            await hold.ExecuteScalarAsync();

        var others = new List<Task>();
        Task blocked = Task.CompletedTask;
        var all = Together(app, [.. Accepted(app, 5).Select(run => (Func<Task>)(() => Keep(others, run()))),
            () => blocked = Counters(app).Run(id, Message(), (_, _) => Decision.Accept(new Counted(1)))]);
        await Eventually.Holds(() => others.Count == 5 && others.All(run => run.IsCompletedSuccessfully), "the others are committed");
        Assert.That(blocked.IsCompleted, Is.False);
        await transaction.RollbackAsync();
        await all;
        Assert.That((await Counters(app).Load(id)).State!.Count, Is.EqualTo(2));
    }

    private static List<Func<Task>> Accepted(WebApplication app, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (Func<Task>)(() => Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(1)))))];
}
