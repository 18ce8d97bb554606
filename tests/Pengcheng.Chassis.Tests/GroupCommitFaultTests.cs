using JasperFx;
using Microsoft.AspNetCore.Builder;
using Npgsql;
using Pengcheng.Chassis.Commands;
using Pengcheng.Chassis.Deciding;
using Pengcheng.Testing;

namespace Pengcheng.Chassis.Tests;

/// <summary>Connections that break around a shared commit: each of its commands has its effect once, whatever became of the commit.</summary>
public sealed class GroupCommitFaultTests : GroupFixture
{
    private const string Counts = "select count(*) from mt_events where type = 'counter.counted.v1'";

    [Test]
    public async Task A_commit_that_is_done_but_never_answered_counts_once_for_each_of_its_commands()
    {
        var server = new NpgsqlConnectionStringBuilder(Postgres);
        await using var proxy = new CuttingProxy(server.Host!, server.Port, "cut me");
        var app = await Start(consumes: false, postgres: new NpgsqlConnectionStringBuilder(Postgres) { Host = "127.0.0.1", Port = proxy.Port, SslMode = SslMode.Disable }.ConnectionString);
        var answers = new List<Task<Outcome<Counter>>>();
        await Together(app, [.. Enumerable.Range(0, 10).Select(i => (Func<Task>)(() => i % 2 == 0
            ? Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(1)))
            : Keep(answers, Counters(app).Run(Guid.CreateVersion7(), new Trigger.Request("cut me", "app/a", $"key-{i}", [1]), (_, _) => Decision.Accept(new Counted(1)),
                _ => new StoredAnswer(200, $"{i}", null)))))]);
        Assert.That(proxy.Cuts, Is.EqualTo(1));
        Assert.That(await Rows(Counts), Is.EqualTo(10));
        Assert.That((await Task.WhenAll(answers)).Select(answer => answer.Replay?.Body), Is.EqualTo(new[] { "1", "3", "5", "7", "9" }), "the answers kept by the commit that went unanswered");
    }

    [Test]
    public async Task A_server_process_killed_in_the_middle_of_a_commit_counts_once_for_each_of_its_commands()
    {
        var app = await Start(consumes: false);
        await Database.CreateCommand("""
            create function slow() returns trigger language plpgsql as $$ begin if new.endpoint = 'test' then perform pg_sleep(0.3); end if; return null; end $$;
            create constraint trigger slow after insert on inbox deferrable initially deferred for each row execute function slow();
            """).ExecuteNonQueryAsync();
        var killed = 0L;
        var commands = Together(app, [.. Enumerable.Range(0, 6).Select(_ => (Func<Task>)(() => Counters(app).Run(Guid.CreateVersion7(), Message(), (_, _) => Decision.Accept(new Counted(1)))))]);
        await Eventually.Holds(async () => (killed += await Rows(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and query = 'COMMIT' and state = 'active'")) > 0, "a commit is cut");
        await commands;
        Assert.That(await Rows(Counts), Is.EqualTo(6));
    }

    [TestCase(1), TestCase(2), TestCase(3)]
    public async Task Many_commands_over_few_streams_on_two_replicas_count_exactly_once_each(int seed)
    {
        var (random, replicas) = (new Random(seed), new[] { await Start(consumes: false), await Start(consumes: false) });
        var streams = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        var (expected, commands) = (new int[streams.Length], new List<Func<Task>>());
        for (var i = 0; i < 64; i++)
        {
            var (stream, message, by, kind) = (random.Next(streams.Length), Message(), 1 << random.Next(6), random.Next(8));
            Func<Counter?, Facts, Decision> decide = kind switch
            {
                0 => (_, _) => CounterErrors.NotPositive.With(("by", 0)),
                1 => (_, _) => Decision.Accept(new Counted(by, "no\0jsonb")),
                2 => (_, _) => throw new InvalidTimeZoneException("crash"),
                _ => (_, _) => Decision.Accept(new Counted(by)),
            };
            if (kind > 2) expected[stream] += by;
            // Some are delivered twice, to whichever replica.
            for (var copies = random.Next(4) == 0 ? 2 : 1; copies > 0; copies--)
            {
                var replica = replicas[random.Next(2)];
                commands.Add(() => UntilTaken(replica, streams[stream], message, decide));
            }
        }

        var all = Task.WhenAll(commands.Select(command => command()));
        for (var cut = 0; cut < 3; cut++)
        {
            await Task.Delay(random.Next(40));
            await Rows("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        }

        await all;
        for (var i = 0; i < streams.Length; i++)
            Assert.That((await Counters(replicas[0]).Load(streams[i])).State?.Count ?? 0, Is.EqualTo(expected[i]), $"stream {i}");
    }

    /// <summary>As a queue delivers: what fails for a passing reason comes again.</summary>
    private static async Task UntilTaken(WebApplication replica, Guid stream, Trigger message, Func<Counter?, Facts, Decision> decide)
    {
        while (true)
        {
            try
            {
                await Counters(replica).Run(stream, message, decide);
                return;
            }
            catch (Exception failure) when (failure is ConcurrencyException or NpgsqlException { IsTransient: true } || failure.InnerException is NpgsqlException { IsTransient: true })
            {
                TestContext.Out.WriteLine($"comes again after {failure.Message}");
            }
            catch (Exception failure) when (failure is InvalidTimeZoneException || failure.ToString().Contains("unsupported Unicode", StringComparison.Ordinal))
            {
                return;
            }
        }
    }
}
